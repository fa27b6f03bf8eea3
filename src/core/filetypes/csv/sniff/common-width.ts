/** The width, `least` or more, that most records have. Of two that are as frequent the greater. */
export function commonWidth(
  widths: readonly number[],
  least = 2,
): { readonly columns: number; readonly agreeing: number } {
  const counts = new Map<number, number>();
  for (const width of widths) counts.set(width, (counts.get(width) ?? 0) + 1);
  let columns = 0;
  for (const [width, count] of counts) {
    const most = counts.get(columns) ?? 0;
    if (width >= least && (count > most || (count === most && width > columns))) columns = width;
  }
  return { columns, agreeing: counts.get(columns) ?? 0 };
}
