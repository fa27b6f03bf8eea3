export type Theme = 'system' | 'light' | 'dark';

const KEY = 'lapidary.theme';
const THEMES: readonly Theme[] = ['system', 'light', 'dark'];

/** Matters of taste, kept in this browser. */
export class Settings {
  theme = $state<Theme>(stored());

  /** Puts the theme on the document and keeps it; for `$effect`. */
  apply(): void {
    const { dataset } = document.documentElement;
    if (this.theme === 'system') delete dataset['theme'];
    else dataset['theme'] = this.theme;
    try {
      localStorage.setItem(KEY, this.theme);
    } catch {
      // storage may be forbidden: then the choice lasts as long as the page
    }
  }

  nextTheme = (): void => {
    this.theme = THEMES[(THEMES.indexOf(this.theme) + 1) % THEMES.length] ?? 'system';
  };
}

function stored(): Theme {
  try {
    const value = localStorage.getItem(KEY);
    return THEMES.find((theme) => theme === value) ?? 'system';
  } catch {
    return 'system';
  }
}
