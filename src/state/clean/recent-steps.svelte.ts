const KEPT = 3;

/** The steps that were added last, in any dataset, while the page is open. */
class RecentSteps {
  /** The last one first. */
  ids = $state.raw<readonly string[]>([]);

  note = (id: string): void => {
    this.ids = [id, ...this.ids.filter((other) => other !== id)].slice(0, KEPT);
  };
}

export const recentSteps = new RecentSteps();
