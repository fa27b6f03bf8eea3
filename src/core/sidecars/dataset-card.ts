import { FILE_TYPE_TITLES } from '../filetypes/settings.ts';
import { counted, grouped, sized } from '../amount.ts';
import { findFormat } from '../formats/index.ts';
import { lineageOf, sourcesOf } from '../version/lineage.ts';
import type { StepLog } from '../version/version.ts';
import type { Sidecar } from './sidecar.ts';

export default {
  id: 'dataset-card',
  title: 'Dataset card: README.md',
  summary: 'Counts, columns, format and cleaning steps. No row text.',
  fits: () => true,
  fileName: () => 'README.md',
  write({ dataset, version, versions, fileName, fileType, format }) {
    const title = format === undefined ? 'columns as they are' : (findFormat(format)?.title ?? format);
    const sources = sourcesOf(versions, version.id).map(
      ({ name, rows, bytes }) => `- ${inLine(name)}: ${counted(rows, 'row')}, ${sized(bytes)}`,
    );
    return [
      '---',
      `pretty_name: ${JSON.stringify(dataset)}`,
      'configs:',
      '  - config_name: default',
      `    data_files: ${JSON.stringify(fileName)}`,
      '---',
      '',
      `# ${inLine(dataset)}`,
      '',
      `- File: ${inLine(fileName)} (${FILE_TYPE_TITLES[fileType]})`,
      `- Made from ${counted(version.rowCount, 'row')}, version ${version.number}`,
      `- Format: ${title}`,
      `- Columns of the version: ${version.columns.map(inLine).join(', ')}`,
      `- Digest of the version: \`${version.digest}\``,
      '',
      '## Sources',
      '',
      ...sources,
      '',
      '## Steps',
      '',
      ...lineageOf(versions, version.id).map(({ log }) => stepLine(log)),
      '',
    ].join('\n');
  },
} satisfies Sidecar;

function stepLine({ title, rowsIn, rowsOut, changed }: StepLog): string {
  return `- ${title}: ${counted(rowsIn, 'row')} in, ${grouped(rowsOut)} out, ${grouped(changed)} changed`;
}

/** A name in Markdown: on one line, and nothing in it is mark-up. */
function inLine(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\`*_{}[\]<>#|!]/g, String.raw`\$&`);
}
