/** The public site's one stylesheet. Large enough to read, dark enough to see, and A4 in print. */
export const stylesheet = `
:root { color-scheme: light; --ink: #1f2329; --line: #8f959e; --accent: #a61d24; --paper: #fff; }
* { box-sizing: border-box; }
body { margin: 0; color: var(--ink); background: #f5f6f7; font: 17px/1.8 "Noto Serif SC", "Source Han Serif SC", "Songti SC", SimSun, serif; }
header, footer { padding: 14px max(16px, calc(50vw - 520px)); background: var(--accent); color: #fff; font-family: "Noto Sans SC", "Microsoft YaHei", sans-serif; }
header a { color: inherit; text-decoration: none; font-size: 1.1em; font-weight: 600; }
footer { background: none; color: #50565f; font-size: .85em; }
main { max-width: 1040px; margin: 24px auto; padding: 24px max(16px, 4%); background: var(--paper); }
h1 { font-size: 1.6em; line-height: 1.4; text-align: center; text-wrap: balance; }
h2 { font-size: 1.2em; margin-top: 2em; }
a { color: #0b57a4; }
article p { text-indent: 2em; margin: .5em 0; overflow-wrap: anywhere; }
.particulars { display: grid; grid-template-columns: repeat(auto-fit, minmax(220px, 1fr)); gap: 0 24px; margin: 24px 0; padding: 12px 16px; border-block: 1px solid var(--line); font-size: .9em; }
.particulars div { display: flex; gap: 12px; } .particulars dt { color: #50565f; } .particulars dd { margin: 0; }
.scroll { overflow-x: auto; margin: 16px 0; }
table { border-collapse: collapse; width: 100%; min-width: 640px; font-size: .85em; line-height: 1.5; }
caption { font-weight: 600; padding: 8px; }
th, td { border: 1px solid var(--line); padding: 6px 8px; text-align: center; vertical-align: middle; }
th { font-weight: 500; background: #fafafa; }
td { font-variant-numeric: tabular-nums; }
.years { display: flex; flex-wrap: wrap; gap: 16px; list-style: none; padding: 0; }
.reports { list-style: none; padding: 0; } .reports li { padding: 10px 0; border-bottom: 1px solid #dee0e3; } .reports span { color: #50565f; font-size: .85em; }
@media print { @page { size: A4; margin: 18mm; } header, footer { display: none; } body, main { background: none; margin: 0; padding: 0; } .scroll { overflow: visible; } table { min-width: 0; font-size: 9pt; } tr { break-inside: avoid; } }
`;
