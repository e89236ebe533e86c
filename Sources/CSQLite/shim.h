#ifndef PLANQ_CSQLITE_SHIM_H
#define PLANQ_CSQLITE_SHIM_H

// What Swift cannot say to SQLite: variadic configuration, and destructors that are small integers.

#include <sqlite3.h>

// Settings for a file that nobody vouches for: no change of the schema's own tables, no functions called
// from the schema, no triggers, no views; every page is looked at before it is used. Gives SQLITE_OK or the first error.
static inline int planq_sqlite3_harden(sqlite3 *db) {
  int code = sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, (int *)0);
  if (code == SQLITE_OK) code = sqlite3_db_config(db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, (int *)0);
  if (code == SQLITE_OK) code = sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, (int *)0);
#ifdef SQLITE_DBCONFIG_ENABLE_VIEW
  if (code == SQLITE_OK) code = sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_VIEW, 0, (int *)0);
#endif
  if (code == SQLITE_OK) code = sqlite3_exec(db, "PRAGMA cell_size_check = ON", 0, (void *)0, (char **)0);
  return code;
}

// Turns off the count of the memory that SQLite has, which takes a lock at each allocation. Only before the first use of
// SQLite by any thread. Gives SQLITE_OK or the error.
static inline int planq_sqlite3_without_memory_count(void) {
  return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

// Binds text or bytes that SQLite copies at once.
static inline int planq_sqlite3_bind_text_copy(sqlite3_stmt *s, int index, const char *text, int count) {
  return sqlite3_bind_text(s, index, text, count, SQLITE_TRANSIENT);
}
static inline int planq_sqlite3_bind_blob_copy(sqlite3_stmt *s, int index, const void *data, int count) {
  return sqlite3_bind_blob(s, index, data, count, SQLITE_TRANSIENT);
}
// Binds text that the caller keeps until the statement is reset or bound anew.
static inline int planq_sqlite3_bind_text_static(sqlite3_stmt *s, int index, const char *text, int count) {
  return sqlite3_bind_text(s, index, text, count, SQLITE_STATIC);
}

// sqlite3_errmsg's text lives as long as the connection; never null.
static inline const char *planq_sqlite3_message(sqlite3 *db) {
  const char *message = db ? sqlite3_errmsg(db) : sqlite3_errstr(SQLITE_NOMEM);
  return message ? message : "unknown error";
}

#endif
