#ifndef PLANQ_CSQLITE_SHIM_H
#define PLANQ_CSQLITE_SHIM_H

#include <sqlite3.h>

#endif
