#pragma once

namespace aisle {

/// Style of a report in a browser. Its colours are custom properties that the writer puts before it, from the palettes
/// of the charts, so that page and charts cannot disagree.
inline constexpr const char *kReportPageStyle = R"(
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;color-scheme:light dark}
body{margin:0;background:var(--window);color:var(--text);
font:16px/1.55 system-ui,-apple-system,'Segoe UI','Noto Sans','Noto Sans CJK SC','PingFang SC','Microsoft YaHei',sans-serif}
main{max-width:1120px;margin:0 auto;padding:48px 32px 64px}
h1,h2,h3,h4,p,dl,dd,ol,ul,figure{margin:0;padding:0}
h1{font-size:40px;line-height:1.15;font-weight:650;letter-spacing:-.01em;overflow-wrap:anywhere}
h2{font-size:24px;line-height:1.25;font-weight:650;margin:64px 0 8px}
h3{font-size:17px;font-weight:650;margin:32px 0 4px}
h4{font-size:16px;font-weight:650}
p{max-width:74ch;text-wrap:pretty}
.brand{color:var(--accent);font-weight:650;letter-spacing:.02em;margin-bottom:8px}
.sub,.note,.small,th,dd,.unit{color:var(--secondary)}
.sub{margin-top:12px;font-size:18px;max-width:none}
.note{margin-bottom:16px}
.small{font-size:14px}
.card{background:var(--surface);border:1px solid var(--hairline);border-radius:6px;padding:24px}
.lead{margin-top:32px;padding:32px}
.lead .says{font-size:26px;line-height:1.4;font-weight:500;max-width:36em;letter-spacing:-.005em}
.bars{display:grid;grid-template-columns:max-content 1fr max-content;gap:12px 16px;align-items:center;margin-top:28px}
.bars .track{height:16px;border-radius:4px;background:var(--track);overflow:hidden}
.bars .track i{display:block;height:100%;border-radius:4px 0 0 4px}
.bars .value{font-variant-numeric:tabular-nums;text-align:right}
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(150px,1fr));gap:12px;margin:20px 0}
.tile{background:var(--surface);border:1px solid var(--hairline);border-radius:6px;padding:14px 16px}
.tile b{display:block;font-size:26px;line-height:1.25;font-weight:600;font-variant-numeric:tabular-nums;letter-spacing:-.01em}
.tile span{color:var(--secondary)}
.charts{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,440px),1fr));gap:16px;margin:16px 0}
.chart{background:var(--surface);border:1px solid var(--hairline);border-radius:6px;padding:12px;min-width:0}
.chart svg{display:block;width:100%;height:auto}
.chart .narrow{display:none}
.scroll{overflow-x:auto;border:1px solid var(--hairline);border-radius:6px;background:var(--surface);margin:12px 0}
table{border-collapse:collapse;width:100%}
th,td{padding:10px 14px;text-align:left;vertical-align:top;border-bottom:1px solid var(--hairline)}
tr:last-child>td{border-bottom:0}
th{font-weight:500;overflow-wrap:normal}
td.n,th.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
td.n .small{display:block;font-size:13px;white-space:normal}
td.n,th.n{padding-left:8px;padding-right:10px}
td .meter{display:block;height:3px;border-radius:2px;margin-top:4px;background:var(--track)}
td .meter i{display:block;height:100%;border-radius:2px;background:var(--accent)}
.run{font-weight:600;overflow-wrap:anywhere}
.scroll th:first-child,.scroll td:first-child{position:sticky;left:0;min-width:9em;background:var(--surface);z-index:1}
.letter{display:inline-block;min-width:1.5em;text-align:center;border-radius:4px;font-weight:700;border:1.5px solid currentColor;
margin-right:8px;line-height:1.4;font-size:.88em}
.r0{color:var(--run0)}.r1{color:var(--run1)}.r2{color:var(--run2)}.r3{color:var(--run3)}
.b0{background:var(--run0)}.b1{background:var(--run1)}.b2{background:var(--run2)}.b3{background:var(--run3)}.b-1{background:var(--neutral)}
.shopper{margin:16px 0}
.shopper .why{color:var(--secondary);font-weight:400}
.before{margin:8px 0 4px;font-size:15px;max-width:none}
.before .label{color:var(--secondary)}
.lists{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,230px),1fr));gap:24px;margin-top:16px}
.list{min-width:0}
.list ol{list-style:none;margin-top:8px}
.list li{display:grid;grid-template-columns:1.9em 1fr auto;gap:0 6px;padding:7px 0;border-top:1px solid var(--hairline);line-height:1.35;
font-size:15px;overflow-wrap:anywhere}
.list li .place{color:var(--secondary);font-variant-numeric:tabular-nums;text-align:right;padding-right:4px}
.list li .key{display:block;color:var(--secondary);font-size:13px}
.list li.hit .title{font-weight:650}
.hitmark{color:var(--accent);font-weight:700;white-space:nowrap}
.sharedmark{color:var(--secondary)}
dl.glossary{display:grid;grid-template-columns:max-content 1fr;gap:12px 24px;margin-top:16px}
dl.glossary dt{font-weight:650}
dl.glossary dd .formula{color:var(--text);display:block}
footer{margin-top:64px;border-top:1px solid var(--hairline);padding-top:24px;color:var(--secondary);font-size:14px}
footer h2{margin:0 0 8px;font-size:17px;color:var(--text)}
footer td,footer th{padding:6px 14px;font-size:14px}
code{font-family:ui-monospace,'SF Mono',Menlo,Consolas,'Noto Sans Mono',monospace;font-size:.92em;overflow-wrap:anywhere}
@media (max-width:640px){
main{padding:28px 16px 48px}h1{font-size:30px}h2{margin-top:48px}.lead{padding:20px}.lead .says{font-size:20px}.sub{font-size:16px}
.card{padding:16px}.tiles{grid-template-columns:repeat(2,1fr)}.tile b{font-size:21px}
.bars{grid-template-columns:1fr max-content;gap:4px 12px}.bars .name{grid-column:1/-1;margin-top:8px}
.chart{padding:4px}.chart .wide{display:none}.chart .narrow{display:block}
dl.glossary{grid-template-columns:1fr;gap:4px}dl.glossary dd{margin-bottom:12px}
th,td{padding:8px 10px}}
@media print{
@page{margin:16mm 14mm}
body{background:#fff;font-size:10.5pt;-webkit-print-color-adjust:exact;print-color-adjust:exact}
main{max-width:none;padding:0}h1{font-size:26pt}h2{font-size:16pt;margin-top:24pt;break-after:avoid}h3{break-after:avoid}
.lead{padding:16pt;margin-top:14pt}.lead .says{font-size:15pt}
.charts{grid-template-columns:1fr 1fr;gap:8pt}.charts.single{grid-template-columns:1fr}
.card,.chart,.tile,tr,li,dd{break-inside:avoid}
.scroll{overflow:visible;border:0}th,td{padding:4pt 6pt;font-size:8.5pt}td.n .small{font-size:7pt}
.lists{grid-template-columns:repeat(auto-fit,minmax(110pt,1fr));gap:12pt}
.list li{font-size:8.5pt;padding:3pt 0}.list li .key{font-size:7.5pt}
.shopper{padding:12pt;break-inside:auto}.lists{break-inside:avoid}footer{margin-top:24pt}}
)";

/// The little that a text document (QTextDocument) understands. Points, on white paper.
inline constexpr const char *kReportPrintStyle = R"(
body{font-family:'Noto Sans','Noto Sans CJK SC','Segoe UI','Microsoft YaHei',sans-serif;font-size:9.5pt;color:#1d2125}
h1{font-size:24pt;font-weight:600;margin:0} h2{font-size:15pt;font-weight:600;margin:20px 0 4px 0}
h3{font-size:11.5pt;font-weight:600;margin:14px 0 2px 0} h4{font-size:10.5pt;font-weight:600;margin:10px 0 2px 0}
p{margin:2px 0 6px 0} .brand{color:#1f857f;font-weight:600}
.says{font-size:14pt;margin:12px 0 10px 0}
.sub,.note,.small,.key,.unit,th,.label,.why,.place,.sharedmark{color:#5b636b} .small,.key{font-size:7.5pt}
th{font-weight:400} td,th{padding:3px 6px 3px 0} td.n,th.n{padding:3px 2px 3px 10px}
.hitmark{color:#1f857f;font-weight:600} .run{font-weight:600}
.r0{color:#1c5fc7}.r1{color:#b5420b}.r2{color:#7a3ab8}.r3{color:#5f6a0a}
)";

} // namespace aisle
