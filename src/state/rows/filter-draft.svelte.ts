import type { TextChoice } from '../../core/recipe/step.ts';
import type { VersionInfo } from '../../core/version/version.ts';
import { faultOfPattern } from '../../core/view/check-view.ts';
import type { ColumnProfile } from '../../core/view/column-profile.ts';
import { equalChoices, type Condition, type Filter } from '../../core/view/view.ts';
import type { NamedMark } from '../../store/versions/mark-names.ts';

/** A question that a form asks, as an option of a select. */
interface Option {
  readonly value: string;
  readonly label: string;
}

/** What there is to filter by. */
export interface FilterSources {
  readonly columns: readonly { readonly of: TextChoice; readonly title: string }[];
  readonly profiles: { find(of: TextChoice): ColumnProfile | undefined };
  readonly marks: readonly NamedMark[];
  readonly version: VersionInfo;
  /** The dataset's, newest first. */
  readonly versions: readonly VersionInfo[];
}

type Kind = Condition['on'];

const CONDITION_LABELS: Readonly<Record<Kind, string>> = {
  value: 'is one of',
  contains: 'contains',
  regex: 'matches the regular expression',
  empty: 'is empty',
  characters: 'has this many characters',
  words: 'has this many words',
  number: 'is a number between',
  tokens: 'has this many tokens (estimated)',
  file: 'came from the file',
  mark: 'has the value',
  duplicate: 'equals an earlier row',
  changed: 'was changed',
};

const ANY_CHANGE = 'any';

/** A filter while it is made up in a form. */
export class FilterDraft {
  readonly #sources: FilterSources;
  /** Index among `fields`. */
  field = $state('0');
  /** The condition that was chosen; null where none was. */
  #on = $state<Kind | null>(null);
  exclude = $state(false);
  text = $state('');
  matchCase = $state(false);
  min = $state('');
  max = $state('');
  picked = $state.raw<readonly string[]>([]);

  /** `of`: the column that the form opens with. */
  constructor(sources: FilterSources, of?: TextChoice) {
    this.#sources = sources;
    const at = of === undefined ? -1 : this.#fields.findIndex((field) => 'of' in field && equalChoices(field.of, of));
    if (at >= 0) this.field = String(at);
  }

  get fields(): readonly Option[] {
    return this.#fields.map(({ title }, index) => ({ value: String(index), label: title }));
  }

  get conditions(): readonly Option[] {
    return this.#kinds.map((kind) => ({ value: kind, label: CONDITION_LABELS[kind] }));
  }

  /** What a column holds may only be known after a while: what was typed meanwhile is not lost by it. */
  get on(): Kind {
    if (this.#on !== null && this.#kinds.includes(this.#on)) return this.#on;
    return this.text !== '' && this.#kinds.includes('contains') ? 'contains' : (this.#kinds[0] ?? 'contains');
  }

  choose = (kind: string): void => {
    this.#on = this.#kinds.find((each) => each === kind) ?? this.#on;
    this.picked = [];
  };

  chooseField = (field: string): void => {
    this.field = field;
    this.#on = null;
    this.picked = [];
  };

  /** What can be ticked, with its count where that is known; empty where something is typed instead. */
  get values(): readonly { readonly value: string; readonly label: string; readonly count: number | null }[] {
    const { version, versions } = this.#sources;
    const plain = (value: string) => ({ value, label: value, count: null });
    switch (this.on) {
      case 'value':
        return (this.#profile?.values ?? []).map(({ value, count }) => ({ value, label: value, count }));
      case 'file':
        return version.sources.map(({ name, rows }) => ({ value: name, label: name, count: rows }));
      case 'mark':
        return (this.#mark?.values ?? []).map(plain);
      case 'changed':
        return [
          { value: ANY_CHANGE, label: 'By any step since the import', count: null },
          ...versions
            .filter(({ number, parentId }) => parentId !== null && number <= version.number)
            .map(({ number, title }) => ({
              value: String(number),
              label: `By version ${number}: ${title}`,
              count: null,
            })),
        ];
      default:
        return [];
    }
  }

  pick = (value: string, isPicked: boolean): void => {
    const others = this.picked.filter((each) => each !== value);
    // Of versions one alone.
    if (this.on === 'changed') this.picked = isPicked ? [value] : [];
    else this.picked = isPicked ? [...others, value] : others;
  };

  get asksForText(): boolean {
    return this.on === 'contains' || this.on === 'regex';
  }

  get asksForRange(): boolean {
    return ['characters', 'words', 'number', 'tokens'].includes(this.on);
  }

  /** What is wrong with what was typed; empty where nothing is. */
  get problem(): string {
    const { on, text } = this;
    if (on === 'regex' && text !== '') return faultOfPattern(text, this.matchCase) ?? '';
    if (!this.asksForRange) return '';
    const [min, max] = [numberOf(this.min), numberOf(this.max)];
    if (Number.isNaN(min) || Number.isNaN(max)) return 'Enter a number such as 3.';
    return min !== undefined && max !== undefined && min > max ? 'The first number is larger than the second.' : '';
  }

  /** The filter; null while something is missing or wrong. */
  get filter(): Filter | null {
    if (this.problem !== '') return null;
    const condition = this.#condition;
    return condition && (this.exclude ? { ...condition, exclude: true } : condition);
  }

  get #condition(): Condition | null {
    const { on, text, picked } = this;
    const of = this.#of ?? '';
    switch (on) {
      case 'value':
        return picked.length > 0 ? { on, of, values: picked } : null;
      case 'contains':
      case 'regex':
        return text === '' ? null : { on, of, text, ...(this.matchCase && { matchCase: true }) };
      case 'empty':
        return { on, of };
      case 'characters':
      case 'words':
      case 'number': {
        const range = this.#range;
        return range && { on, of, ...range };
      }
      case 'tokens': {
        const range = this.#range;
        return range && { on, ...range };
      }
      case 'file':
        return picked.length > 0 ? { on, files: picked } : null;
      case 'mark':
        return this.#mark ? { on, mark: this.#mark.name, values: picked } : null;
      case 'duplicate':
        return { on };
      case 'changed': {
        const [first] = picked;
        if (first === undefined) return null;
        return first === ANY_CHANGE ? { on } : { on, version: Number(first) };
      }
    }
  }

  get #range(): { readonly min?: number; readonly max?: number } | null {
    const [min, max] = [numberOf(this.min), numberOf(this.max)];
    if (min === undefined && max === undefined) return null;
    return { ...(min !== undefined && { min }), ...(max !== undefined && { max }) };
  }

  get #of(): TextChoice | undefined {
    const field = this.#fields[Number(this.field)];
    return field && 'of' in field ? field.of : undefined;
  }

  get #profile(): ColumnProfile | undefined {
    return this.#of === undefined ? undefined : this.#sources.profiles.find(this.#of);
  }

  get #mark(): NamedMark | undefined {
    const field = this.#fields[Number(this.field)];
    return field && 'mark' in field ? field.mark : undefined;
  }

  get #kinds(): readonly Kind[] {
    const field = this.#fields[Number(this.field)];
    if (field && 'kinds' in field) return field.kinds;
    if (field && 'mark' in field) return ['mark'];
    if (this.#of === '') return ['contains', 'regex'];
    const profile = this.#profile;
    const kinds: Kind[] = ['contains', 'regex', 'empty', 'words', 'characters'];
    if (profile?.numeric === true) kinds.unshift('number');
    if (profile?.values && profile.values.length > 0) kinds.unshift('value');
    return kinds;
  }

  get #fields(): readonly Field[] {
    const { columns, marks, version } = this.#sources;
    return [
      ...columns.map(({ of, title }) => ({ of, title })),
      { of: '', title: 'Any column' },
      { title: 'Whole row', kinds: ['duplicate', 'changed', 'tokens'] },
      ...(version.sources.length > 0 ? [{ title: 'File', kinds: ['file'] } as const] : []),
      ...marks.map((mark) => ({ title: `Mark ${mark.name}`, mark })),
    ];
  }
}

type Field =
  | { readonly title: string; readonly of: TextChoice }
  | { readonly title: string; readonly kinds: readonly Kind[] }
  | { readonly title: string; readonly mark: NamedMark };

function numberOf(text: string): number | undefined {
  return text.trim() === '' ? undefined : Number(text.trim());
}
