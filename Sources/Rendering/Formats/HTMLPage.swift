/// The fixed parts of the pages that `HTMLRenderer` and the charts write.
enum HTMLPage {
  static let beforeTitle: StaticString = """
    <!doctype html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>planq: 
    """

  static let afterTitle: StaticString = """
    </title>
    <style>
    :root { color-scheme: light dark; --ink: #1c2126; --soft: #59636e; --page: #fff; --head: #f4f6f8;
      --line: #dde2e7; --hover: #f8fafb; --red: #b3261e; --amber: #ffc24b; --green: #1e7b3c; }
    @media (prefers-color-scheme: dark) {
      :root { --ink: #e6e9ec; --soft: #9aa5b1; --page: #14181c; --head: #1d2329; --line: #2e363e;
        --hover: #1a1f25; --red: #d8453b; --amber: #e0a73a; --green: #2f9a55; }
    }
    * { box-sizing: border-box; }
    body { margin: 0; padding: 1.5rem; background: var(--page); color: var(--ink);
      font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", Arial, sans-serif; }
    table { border-collapse: separate; border-spacing: 0; font-variant-numeric: tabular-nums; }
    caption { text-align: left; color: var(--soft); padding: 0 0 .6rem .8rem; }
    th, td { padding: .5rem .8rem; text-align: start; vertical-align: top;
      border-bottom: 1px solid var(--line); unicode-bidi: isolate; }
    td { max-width: 44rem; white-space: pre-wrap; overflow-wrap: break-word; }
    thead th { position: sticky; top: 0; z-index: 1; background: var(--head); font-weight: 600;
      border-bottom: 2px solid var(--line); vertical-align: bottom; }
    .n { text-align: right; }
    .n, .w { white-space: nowrap; }
    .w wbr { white-space: normal; }
    tbody tr:hover td { background: var(--hover); }
    .rag { display: inline-block; min-width: 1.75rem; padding: 0 .45rem; border-radius: .9rem;
      text-align: center; font-weight: 600; color: #fff; }
    .rag.r { background: var(--red); }
    .rag.a { background: var(--amber); color: #2b1d00; }
    .rag.g { background: var(--green); }
    @media print {
      :root { --ink: #000; --soft: #333; --page: #fff; --head: #fff; --line: #999; }
      body { padding: 0; font-size: 9pt; }
      thead { display: table-header-group; }
      thead th { position: static; }
      tr { break-inside: avoid; }
      .rag { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
    }

    """

  static let afterStyle: StaticString = """
    </style>
    </head>
    <body>

    """

  static let end: StaticString = """
    </body>
    </html>

    """
}
