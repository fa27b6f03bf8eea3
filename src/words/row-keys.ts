/** What the keys do on the Rows page, while no text field has the focus. */
export const rowKeys = {
  title: 'Rows',
  keys: [
    { strokes: ['K'], does: 'Judge the row: keep, and go to the next' },
    { strokes: ['X'], does: 'Judge the row: remove, and go to the next' },
    { strokes: ['M'], does: 'Mark the row, and go to the next' },
    { strokes: ['U'], does: 'Take the last judgement back' },
    { strokes: ['N'], does: 'Next row; also J' },
    { strokes: ['P'], does: 'Previous row' },
    { strokes: ['E'], does: 'Edit the row' },
    { strokes: ['Enter'], does: 'Read the row with the cursor' },
    { strokes: ['Esc'], does: 'Close the row' },
    { strokes: ['F2'], does: 'Edit the cell in place' },
    { strokes: ['Ctrl+C'], does: 'Copy the cell, or the rows that are ticked' },
    { strokes: ['Space'], does: 'Tick the row; with Shift all from the last one' },
    { strokes: ['/'], does: 'Search' },
    { strokes: ['G', 'G'], does: 'Go to a row by its number' },
  ],
} as const;

/** How far somebody is who judges rows: "12 of 500 judged". */
export function judgedWords(judged: string, rows: string): string {
  return `${judged} of ${rows} judged`;
}
