import type { Headroom } from '../insight/headroom.ts';
import type { LearningCurve } from '../insight/learning-curve.ts';
import { findMetric } from '../metrics/index.ts';
import type { Metric } from '../metrics/metric.ts';
import type { Comparison } from './compare-models.ts';
import type { Estimate, Interval } from './interval.ts';
import type { ReportData, ReportExample, ReportMetric, ReportSlices } from './report-data.ts';
import type { SliceOf } from './slices.ts';

/** How the page spells figures. */
export interface ReportWords {
  readonly figure: (unit: Metric['unit'], value: number) => string;
  readonly interval: (unit: Metric['unit'], interval: Interval | null) => string;
  readonly difference: (unit: Metric['unit'], comparison: Comparison) => string;
  readonly dollars: (dollars: number) => string;
  readonly moment: (at: number) => string;
  readonly sample: string;
  readonly headroom: (headroom: Headroom) => string;
  readonly curve: (curve: LearningCurve) => string;
  /** Where a point is on a curve. */
  readonly learned: (by: LearningCurve['by'], at: number | null) => string;
  readonly slice: (of: SliceOf) => string;
  readonly sliceKind: (of: SliceOf) => string;
}

/**
 * A report as one HTML page that needs nothing else: no script, no address, everything of users and models as text. A policy in
 * the page keeps it so.
 */
export function reportPage(data: ReportData, words: ReportWords): string {
  const { dataset, models, examples } = data;
  const title = `Evaluation of ${dataset.name}`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<header>
<h1>${escapeHtml(title)}</h1>
<p>${escapeHtml(words.sample)} · version ${dataset.version} · ${escapeHtml(words.moment(Date.parse(data.createdAt)))}</p>
<p class="small">Digest <code>${escapeHtml(dataset.digest)}</code></p>
</header>
<h2>Models</h2>
<table>
<thead><tr><th>Model</th><th>Answered as</th><th>Answers</th><th>Failed</th><th>Cost</th></tr></thead>
<tbody>${models.map((model) => modelRow(model, words)).join('')}</tbody>
</table>
<p class="small">Settings: ${escapeHtml(settingsWords(data.settings))}</p>
<h2>Metrics</h2>
<table>
<thead><tr><th>Metric</th>${models.map((model) => `<th>${escapeHtml(model.title)}</th>`).join('')}<th>Against the first</th></tr></thead>
<tbody>${data.metrics.map((metric) => metricRow(metric, data, words)).join('')}</tbody>
</table>
<p>${data.changes.different} rows answered differently · ${data.changes.regressions} regressions · ${data.changes.improvements} improvements · ${data.changes.errors} errors</p>
${data.headroom ? `<h2>Headroom</h2>\n<p>${escapeHtml(words.headroom(data.headroom))}</p>` : ''}
${data.curves.map((curve) => curveOf(curve, data, words)).join('\n')}
${data.slices ? slicesOf(data.slices, data, words) : ''}
${examplesOf('regression', 'Regressions', examples, data)}
${examplesOf('improvement', 'Improvements', examples, data)}
<h2>Limits</h2>
<ul>${data.limits.map((limit) => `<li>${escapeHtml(limit)}</li>`).join('')}</ul>
<footer class="small">Made with Lapidary.</footer>
</body>
</html>
`;
}

function modelRow(model: ReportData['models'][number], { dollars }: ReportWords): string {
  const versions = model.versions.map(({ version, answers }) => `${version || 'not said'} (${answers})`).join(', ');
  const lost = model.maybeCharged > 0 ? `, ${model.maybeCharged} more may have been charged` : '';
  const cost = model.cost === null ? 'not known' : `${dollars(model.cost)}${lost}`;
  return `<tr><th>${escapeHtml(model.title)}</th><td>${escapeHtml(versions)}</td><td>${model.answered}</td><td>${model.failed}</td><td>${escapeHtml(cost)}</td></tr>`;
}

function metricRow(
  { title, summary, unit, estimates, comparisons }: ReportMetric,
  data: ReportData,
  words: ReportWords,
): string {
  const cells = estimates.map((estimate) => estimateCell(unit, estimate, words));
  const compared = comparisons.map(({ model, comparison }) => {
    const name = data.models.length > 2 ? `${data.models[model]?.title ?? ''}: ` : '';
    return escapeHtml(`${name}${words.difference(unit, comparison)}`);
  });
  return `<tr><th>${escapeHtml(title)}<br><span class="small">${escapeHtml(summary)}</span></th>${cells.join('')}<td class="small">${compared.join('<br>')}</td></tr>`;
}

function estimateCell(unit: Metric['unit'], estimate: Estimate | null, words: ReportWords): string {
  if (!estimate) return '<td>–</td>';
  const most = unit === 'share' ? 1 : unit === 'score' ? 100 : null;
  const chart = most === null ? '' : chartOf(estimate.value / most, estimate.interval, most);
  return `<td><b>${escapeHtml(words.figure(unit, estimate.value))}</b> <span class="small">${escapeHtml(words.interval(unit, estimate.interval))}</span>${chart}</td>`;
}

const CURVES = { rows: 'Learning curve', checkpoints: 'Checkpoints' } as const;

function curveOf(curve: LearningCurve, { models }: ReportData, words: ReportWords): string {
  const metric = findMetric(curve.metric);
  const rows = curve.points.map(
    ({ model, at, estimate }) =>
      `<tr><th>${escapeHtml(words.learned(curve.by, at))}</th><td>${escapeHtml(models[model]?.title ?? '')}</td>${estimateCell(metric?.unit ?? 'share', estimate, words)}</tr>`,
  );
  return `<h2>${CURVES[curve.by]}</h2>
<p>${escapeHtml(words.curve(curve))}</p>
<table><thead><tr><th>Learned</th><th>Model</th><th>${escapeHtml(metric?.title ?? '')}</th></tr></thead><tbody>${rows.join('')}</tbody></table>`;
}

function slicesOf({ metric: id, slices }: ReportSlices, { models }: ReportData, words: ReportWords): string {
  const metric = findMetric(id);
  const rows = slices.map(({ of, rows: count, estimates }, at) => {
    const [kind, before] = [words.sliceKind(of), slices[at - 1]];
    const isNew = !before || words.sliceKind(before.of) !== kind;
    const head = isNew ? `<tr><th colspan="${models.length + 2}" class="small">${escapeHtml(kind)}</th></tr>` : '';
    const cells = estimates.map((estimate) => estimateCell(metric?.unit ?? 'share', estimate, words));
    return `${head}<tr><th>${escapeHtml(words.slice(of))}</th><td>${count}</td>${cells.join('')}</tr>`;
  });
  return `<h2>Slices</h2>
<p class="small">Small slices differ by chance.</p>
<table><thead><tr><th>${escapeHtml(metric?.title ?? '')}</th><th>Rows</th>${models.map(({ title }) => `<th>${escapeHtml(title)}</th>`).join('')}</tr></thead><tbody>${rows.join('')}</tbody></table>`;
}

/** A point and its interval from 0 to the end of the scale. */
function chartOf(share: number, interval: Interval | null, most: number): string {
  const at = (value: number): string => (2 + 116 * Math.min(1, Math.max(0, value))).toFixed(1);
  const range = interval
    ? `<line x1="${at(interval.low / most)}" x2="${at(interval.high / most)}" y1="6" y2="6" class="range"/>`
    : '';
  return `<svg viewBox="0 0 120 12" aria-hidden="true"><line x1="2" x2="118" y1="6" y2="6" class="axis"/>${range}<circle cx="${at(share)}" cy="6" r="3"/></svg>`;
}

function examplesOf(
  kind: ReportExample['kind'],
  title: string,
  all: readonly ReportExample[],
  data: ReportData,
): string {
  const examples = all.filter((example) => example.kind === kind);
  if (examples.length === 0) return '';
  const total = kind === 'regression' ? data.changes.regressions : data.changes.improvements;
  const rows = examples.map(
    ({ row, input, reference, answers }) =>
      `<tr><th>${row}</th>${[input, reference, ...answers].map((text) => `<td dir="auto">${escapeHtml(text ?? '–')}</td>`).join('')}</tr>`,
  );
  const heads = ['Row', 'Input', 'Reference', ...data.models.map((model) => model.title)];
  return `<h2>${title} (${examples.length} of ${total})</h2>
<table class="examples"><thead><tr>${heads.map((head) => `<th>${escapeHtml(head)}</th>`).join('')}</tr></thead><tbody>${rows.join('')}</tbody></table>`;
}

function settingsWords(settings: ReportData['settings']): string {
  const given = Object.entries(settings).map(([name, value]) => `${name} ${String(value)}`);
  return given.length === 0 ? 'the models’ own defaults' : given.join(', ');
}

/** Characters that turn text around are spelled out: they could make an answer look like another one. */
const TURNING = /[\u202a-\u202e\u2066-\u2069\u200e\u200f]/g;

function escapeHtml(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/'/g, '&#39;')
    .replace(TURNING, (sign) => `[U+${sign.charCodeAt(0).toString(16).toUpperCase()}]`);
}

const STYLE = `
:root{color-scheme:light dark;font:14px/1.45 system-ui,sans-serif}
body{max-width:68rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.5rem;margin:0}h2{font-size:1.1rem;margin:2rem 0 .5rem}
p{margin:.3rem 0}.small{font-size:.85rem;opacity:.75;font-weight:400}
table{width:100%;border-collapse:collapse}
code{overflow-wrap:anywhere}
th,td{padding:.4rem .6rem;border-bottom:1px solid #8885;text-align:start;vertical-align:top;overflow-wrap:anywhere}
.examples{table-layout:fixed}.examples th:first-child{width:4rem}.examples td{white-space:pre-wrap;font-size:.85rem}
svg{display:block;width:120px;height:12px}.axis{stroke:#8886}.range{stroke:#4668c4;stroke-width:4}circle{fill:#27489c}
@media (prefers-color-scheme:dark){circle{fill:#a3bbff}}
@media (max-width:48rem){table{display:block;overflow-x:auto;overflow-y:hidden}th,td{min-width:7rem}.examples th:first-child{min-width:3rem}}
@media print{body{margin:0;max-width:none}h2{break-after:avoid}tr{break-inside:avoid}}
`;
