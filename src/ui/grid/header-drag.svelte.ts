/** Pixels from which a press on a title is a drag and no click. */
const THRESHOLD = 6;

interface Place {
  /** The column that the dragged one would come before; null for the end. */
  readonly before: string | null;
  readonly mark: number;
}

/** A column that is dragged by its title to another place. */
export class HeaderDrag {
  /** Where the column would go, in CSS pixels from the start of the header; null while nothing is dragged. */
  mark = $state<number | null>(null);
  readonly #header: () => HTMLElement | undefined;
  #pressed: { readonly id: string; readonly x: number } | null = null;
  #before: string | null = null;
  #moved = false;

  constructor(header: () => HTMLElement | undefined) {
    this.#header = header;
  }

  start(event: PointerEvent): void {
    this.#moved = false;
    if (event.button !== 0 || event.pointerType === 'touch' || !(event.target instanceof Element)) return;
    const id = event.target.closest('.title')?.closest<HTMLElement>('[data-column]')?.dataset['column'];
    // inside of an open menu it is a click on an item
    if (id === undefined || event.target.closest('[role=menu]')) return;
    this.#pressed = { id, x: event.clientX };
  }

  move = (event: PointerEvent): void => {
    const header = this.#header();
    if (!this.#pressed || !header) return;
    if (this.mark === null && Math.abs(event.clientX - this.#pressed.x) < THRESHOLD) return;
    if (this.mark === null) header.setPointerCapture(event.pointerId);
    const { before, mark } = placeAt(header, event.clientX);
    this.#before = before;
    this.mark = mark;
    this.#moved = true;
  };

  end(onmove: ((column: string, before: string | null) => void) | undefined): void {
    if (this.#pressed && this.mark !== null && this.#before !== this.#pressed.id) {
      onmove?.(this.#pressed.id, this.#before);
    }
    this.cancel();
  }

  cancel = (): void => {
    this.#pressed = null;
    this.mark = null;
  };

  /** The click that ends a drag opens no menu. */
  swallowClick = (event: MouseEvent): void => {
    if (!this.#moved) return;
    this.#moved = false;
    event.stopPropagation();
    event.preventDefault();
  };
}

function placeAt(header: HTMLElement, x: number): Place {
  const { left: start } = header.getBoundingClientRect();
  const cells = [...header.querySelectorAll<HTMLElement>('[data-column]')];
  for (const cell of cells) {
    const { left, width } = cell.getBoundingClientRect();
    if (x < left + width / 2) return { before: cell.dataset['column'] ?? null, mark: left - start };
  }
  const last = cells.at(-1)?.getBoundingClientRect();
  return { before: null, mark: (last?.right ?? start) - start };
}
