/** How much room the browser gives, and whether it promises to keep what is stored. */
export class StorageUse {
  used = $state(0);
  quota = $state(0);
  persisted = $state<boolean | null>(null);

  /** Asks the browser again. Where it can't say, everything stays 0. */
  refresh = async (): Promise<void> => {
    if (!('storage' in navigator)) return;
    const { usage = 0, quota = 0 } = await navigator.storage.estimate();
    this.used = usage;
    this.quota = quota;
    this.persisted = await navigator.storage.persisted();
  };

  /** Asks the browser not to evict our data; true where it agreed. */
  keep = async (): Promise<boolean> => {
    this.persisted = await navigator.storage.persist();
    return this.persisted;
  };
}
