/** Our own icons: strokes on a grid of 16, drawn with the colour of the text. */
export const icons = {
  add: 'M8 3v10M3 8h10',
  bin: 'M3 4.5h10M6.5 4V2.5h3V4M4.5 4.5l.6 9h5.8l.6-9M6.8 7v4M9.2 7v4',
  check: 'M3 8.5l3.2 3.2L13 4.8',
  close: 'M4 4l8 8M12 4l-8 8',
  copy: 'M6 6h7.5v7.5H6zM10 6V2.5H2.5V10H6',
  dark: 'M12.8 9.8A5.5 5.5 0 0 1 6.2 3.2a5.5 5.5 0 1 0 6.6 6.6z',
  down: 'M4 6l4 4 4-4',
  download: 'M8 2.5v8M4.8 7.5L8 10.7l3.2-3.2M3 13.5h10',
  edit: 'M3 13l.7-3L10.6 3.1l2.3 2.3L6 12.3z',
  file: 'M4 2h5l3 3v9H4zM9 2v3h3',
  info: 'M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8zM8 7.2v4M8 4.8h.01',
  light:
    'M8 5.2a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6zM8 1.5v1.4M8 13.1v1.4M1.5 8h1.4M13.1 8h1.4M3.4 3.4l1 1M11.6 11.6l1 1M3.4 12.6l1-1M11.6 4.4l1-1',
  more: 'M3.5 8h.01M8 8h.01M12.5 8h.01',
  next: 'M6 3.5L10.5 8 6 12.5',
  paste: 'M5.5 3.5h-2v10h9v-10h-2M5.5 2.5h5v2.5h-5zM6 8.5h4M6 11h4',
  previous: 'M10 3.5L5.5 8l4.5 4.5',
  redo: 'M12.5 6.5h-6a3.5 3.5 0 0 0 0 7h2M9.5 3.5l3 3-3 3',
  sample: 'M8 2l4.5 4L8 14 3.5 6zM3.5 6h9M6.2 6L8 14l1.8-8L8 2z',
  search: 'M7 2.8a4.2 4.2 0 1 0 0 8.4 4.2 4.2 0 0 0 0-8.4zM10.2 10.2l3.3 3.3',
  stop: 'M5.4 1.8h5.2l3.6 3.6v5.2l-3.6 3.6H5.4l-3.6-3.6V5.4zM5.6 5.6l4.8 4.8M10.4 5.6l-4.8 4.8',
  split: 'M2.5 8h2M7 8h2M11.5 8h2M8 5.5v-3M6.2 4.2L8 2.4l1.8 1.8M8 10.5v3M6.2 11.8L8 13.6l1.8-1.8',
  system: 'M2.5 3h11v8h-11zM6 13.5h4M8 11v2.5',
  undo: 'M3.5 6.5h6a3.5 3.5 0 0 1 0 7h-2M6.5 3.5l-3 3 3 3',
  up: 'M4 10l4-4 4 4',
  warning: 'M8 2.2l6.2 11.3H1.8zM8 6.2v3.6M8 11.8h.01',
} as const;

export type IconName = keyof typeof icons;
