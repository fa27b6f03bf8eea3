const FOCUSABLE =
  'a[href], button:not(:disabled), input:not(:disabled), select:not(:disabled), textarea:not(:disabled), summary, [tabindex]';

/**
 * Gives the focus a place when what had it goes away: a button that is disabled while it works gets it back afterwards, for a
 * thing that is gone the nearest place that is still there takes it. Else the next Tab would begin at the top of the page.
 * Where the user clicks on nothing the focus may go to nothing. Returns how to stop.
 */
export function keepFocus(): () => void {
  /** What had the focus last, and all that it was in. */
  let last: HTMLElement | null = null;
  let around: readonly HTMLElement[] = [];
  /** Waits to be enabled again, while `stead` has the focus. */
  let waiting: { readonly element: HTMLElement; readonly stead: HTMLElement } | null = null;
  let due = false;
  /** Was disabled while it had the focus, if only for a moment. */
  let disabled: HTMLElement | null = null;

  function note(element: HTMLElement | null): void {
    last = element;
    disabled = null;
    around = element ? ancestorsOf(element) : [];
  }

  function onfocusin({ target }: FocusEvent): void {
    if (!(target instanceof HTMLElement)) return;
    if (target !== waiting?.stead) waiting = null;
    note(target);
  }

  function onpointerdown({ target }: PointerEvent): void {
    note(target instanceof Element ? target.closest<HTMLElement>(FOCUSABLE) : null);
    waiting = null;
  }

  function look(): void {
    due = false;
    if (waiting && canHaveFocus(waiting.element) && document.activeElement === waiting.stead) {
      const { element } = waiting;
      waiting = null;
      element.focus({ preventScroll: true });
      return;
    }
    if (document.activeElement && document.activeElement !== document.body) {
      if (disabled?.matches(':enabled')) disabled = null;
      return;
    }
    const lost = last;
    if (!lost) return;
    if (canHaveFocus(lost)) {
      // Enabled again before anybody looked: the browser has taken the focus all the same.
      if (disabled === lost) lost.focus({ preventScroll: true });
      return;
    }
    const stead = placeNear(around);
    if (!stead) return;
    stead.focus({ preventScroll: true });
    if (lost.isConnected) waiting = { element: lost, stead };
  }

  // The browser takes the focus away at the next frame, and says nothing of it.
  const observer = new MutationObserver(() => {
    if (last?.matches(':disabled')) disabled = last;
    if (due) return;
    due = true;
    requestAnimationFrame(() => requestAnimationFrame(look));
  });
  observer.observe(document.body, {
    subtree: true,
    childList: true,
    attributes: true,
    attributeFilter: ['disabled', 'hidden', 'open'],
  });
  document.addEventListener('focusin', onfocusin);
  document.addEventListener('pointerdown', onpointerdown, true);
  return () => {
    observer.disconnect();
    document.removeEventListener('focusin', onfocusin);
    document.removeEventListener('pointerdown', onpointerdown, true);
  };
}

function ancestorsOf(element: HTMLElement): readonly HTMLElement[] {
  const found: HTMLElement[] = [];
  for (let at = element.parentElement; at && at !== document.body; at = at.parentElement) found.push(at);
  return found;
}

function canHaveFocus(element: HTMLElement): boolean {
  return element.isConnected && element.matches(FOCUSABLE) && element.checkVisibility();
}

/** The nearest place that is still there and can have the focus, or has something in it that can; then the page. */
function placeNear(around: readonly HTMLElement[]): HTMLElement | null {
  for (const place of around) {
    if (!place.isConnected) continue;
    if (canHaveFocus(place)) return place;
    // beyond the page everything is near
    if (place.id === 'page' || place.localName === 'main' || place.querySelector('main')) break;
    const inside = [...place.querySelectorAll<HTMLElement>(FOCUSABLE)].find(
      (element) => element.tabIndex >= 0 && canHaveFocus(element),
    );
    if (inside) return inside;
  }
  return document.getElementById('page') ?? document.querySelector<HTMLElement>('h1');
}
