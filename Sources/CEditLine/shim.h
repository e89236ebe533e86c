#ifndef PLANQ_CEDITLINE_SHIM_H
#define PLANQ_CEDITLINE_SHIM_H

// libedit's el_set, el_get and history take variable arguments, which Swift cannot call: one wrapper for
// each use. All give what the wrapped call gives (0 is success for el_set and el_get).

#include <histedit.h>
#include <stdio.h>
#include <string.h>
#include <wchar.h>

// The standard streams are macros or mutable globals; Swift 6 reads neither.
static inline FILE *planq_stdin(void) { return stdin; }
static inline FILE *planq_stdout(void) { return stdout; }
static inline FILE *planq_stderr(void) { return stderr; }

typedef char *(*planq_el_prompt)(EditLine *);
typedef unsigned char (*planq_el_command)(EditLine *, int);
typedef int (*planq_el_getc)(EditLine *, wchar_t *);

// The prompt, and the same with a character that brackets escape sequences of no width.
static inline int planq_el_set_prompt(EditLine *el, planq_el_prompt f) { return el_set(el, EL_PROMPT, f); }
static inline int planq_el_set_prompt_esc(EditLine *el, planq_el_prompt f, char escape) {
  return el_set(el, EL_PROMPT_ESC, f, escape);
}
static inline int planq_el_set_rprompt(EditLine *el, planq_el_prompt f) { return el_set(el, EL_RPROMPT, f); }
// "emacs" or "vi".
static inline int planq_el_set_editor(EditLine *el, const char *name) { return el_set(el, EL_EDITOR, name); }
// Whether libedit installs signal handlers of its own.
static inline int planq_el_set_signal(EditLine *el, int flag) { return el_set(el, EL_SIGNAL, flag); }
static inline int planq_el_set_editmode(EditLine *el, int flag) { return el_set(el, EL_EDITMODE, flag); }
static inline int planq_el_set_unbuffered(EditLine *el, int flag) { return el_set(el, EL_UNBUFFERED, flag); }
static inline int planq_el_set_terminal(EditLine *el, const char *type) {
  return el_set(el, EL_TERMINAL, type);
}
static inline int planq_el_set_clientdata(EditLine *el, void *data) {
  return el_set(el, EL_CLIENTDATA, data);
}
static inline void *planq_el_get_clientdata(EditLine *el) {
  void *data = NULL;
  el_get(el, EL_CLIENTDATA, &data);
  return data;
}
static inline int planq_el_set_history(EditLine *el, History *history_of) {
  return el_set(el, EL_HIST, history, history_of);
}
// A named editor command, for planq_el_bind. The strings must outlive the editor.
static inline int planq_el_set_addfn(EditLine *el, const char *name, const char *help, planq_el_command f) {
  return el_set(el, EL_ADDFN, name, help, f);
}
// The key as `bind` reads it ("^I", "\\e[A"), and a command's name.
static inline int planq_el_bind(EditLine *el, const char *key, const char *command) {
  return el_set(el, EL_BIND, key, command, NULL);
}
// A key that stands for a string.
static inline int planq_el_bind_string(EditLine *el, const char *key, const char *text) {
  return el_set(el, EL_BIND, "-s", key, text, NULL);
}
// Key bindings of the terminal's arrow keys by name ("up", "down", "left", "right", "home", "end").
static inline int planq_el_bind_arrow(EditLine *el, const char *key, const char *command) {
  return el_set(el, EL_BIND, "-k", key, command, NULL);
}
static inline int planq_el_set_getcfn(EditLine *el, planq_el_getc f) { return el_set(el, EL_GETCFN, f); }
static inline int planq_el_set_default_getcfn(EditLine *el) {
  return el_set(el, EL_GETCFN, EL_BUILTIN_GETCFN);
}
// 1 raw, 0 as before: for what wants to read keys or print between two lines.
static inline int planq_el_set_prep_term(EditLine *el, int flag) { return el_set(el, EL_PREP_TERM, flag); }
static inline int planq_el_refresh(EditLine *el) { return el_set(el, EL_REFRESH, NULL); }

// As planq_el_bind, in vi's map of commands.
static inline int planq_el_bind_command(EditLine *el, const char *key, const char *command) {
  return el_set(el, EL_BIND, "-a", key, command, NULL);
}
// One character of the locale: its length in bytes, 0 where more bytes are needed, -1 where it is none.
static inline int planq_to_wide(wchar_t *wide, const char *bytes, size_t count) {
  mbstate_t state;
  memset(&state, 0, sizeof state);
  size_t length = mbrtowc(wide, bytes, count, &state);
  if (length == (size_t)-2) return 0;
  if (length == (size_t)-1) return -1;
  return length == 0 ? 1 : (int)length;
}

// The history. Give the HistEvent that receives the entry or the error; negative is failure.
static inline int planq_history_set_size(History *h, HistEvent *e, int n) {
  return history(h, e, H_SETSIZE, n);
}
static inline int planq_history_set_unique(History *h, HistEvent *e, int flag) {
  return history(h, e, H_SETUNIQUE, flag);
}
static inline int planq_history_get_size(History *h, HistEvent *e) { return history(h, e, H_GETSIZE); }
static inline int planq_history_enter(History *h, HistEvent *e, const char *line) {
  return history(h, e, H_ENTER, line);
}
// Adds to the newest entry.
static inline int planq_history_append(History *h, HistEvent *e, const char *text) {
  return history(h, e, H_APPEND, text);
}
// H_FIRST is the newest, H_LAST the oldest; H_NEXT goes to older, H_PREV to newer ones.
static inline int planq_history_first(History *h, HistEvent *e) { return history(h, e, H_FIRST); }
static inline int planq_history_last(History *h, HistEvent *e) { return history(h, e, H_LAST); }
static inline int planq_history_next(History *h, HistEvent *e) { return history(h, e, H_NEXT); }
static inline int planq_history_prev(History *h, HistEvent *e) { return history(h, e, H_PREV); }
static inline int planq_history_current(History *h, HistEvent *e) { return history(h, e, H_CURR); }
static inline int planq_history_clear(History *h, HistEvent *e) { return history(h, e, H_CLEAR); }
static inline int planq_history_delete(History *h, HistEvent *e, int number) {
  return history(h, e, H_DEL, number);
}
// The nearest older entry that begins with, or holds, the text.
static inline int planq_history_prev_prefix(History *h, HistEvent *e, const char *text) {
  return history(h, e, H_PREV_STR, text);
}
static inline int planq_history_load(History *h, HistEvent *e, const char *path) {
  return history(h, e, H_LOAD, path);
}
static inline int planq_history_save(History *h, HistEvent *e, const char *path) {
  return history(h, e, H_SAVE, path);
}

#endif
