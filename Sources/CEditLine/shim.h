#ifndef PLANQ_CEDITLINE_SHIM_H
#define PLANQ_CEDITLINE_SHIM_H

#include <histedit.h>
#include <stdio.h>

#endif
