/** Languages that are told apart by their little words. Their places are stored: add at the end only. */
export const LANGUAGES = [
  'English',
  'German',
  'French',
  'Spanish',
  'Portuguese',
  'Italian',
  'Dutch',
  'Polish',
  'Swedish',
  'Turkish',
  'Indonesian',
  'Vietnamese',
] as const;

/** Words that are frequent in one of the languages and rare in the others. */
const WORDS: readonly string[] = [
  'the and of to is that it for with as was are this be have from which you not but they',
  'der die das und ist nicht ein eine zu den mit von auf für sich dem des auch wird werden sie oder',
  'le la les et est des du une dans pour que qui pas sur avec ce cette sont vous nous aux être',
  'el los las y es del una para con por que se como más pero este esta son su sus también',
  'o os e é do da dos das uma para com não que se por mais como em são você ao também',
  'il di che è per un una non sono della del con gli nel alla le più anche questo questa si',
  'de het een en van is dat niet op te zijn voor met die aan ook naar wordt deze bij of',
  'i w z na się nie do to jest że jak co po ale są przez dla oraz który może być',
  'och att det som är en på för av med den inte till har om ett var kan eller från',
  've bir bu için ile da de çok olarak daha olan gibi ancak kadar sonra değil olduğu en ne her',
  'yang dan di untuk dengan pada ini dari adalah tidak dalam akan atau oleh juga dapat ke itu saya anda',
  'và của là có được trong cho các một không những với người này khi để đã từ về đó',
];

/** Which languages have a word, as bits, by the hash of the word. */
const TABLE = 1 << 12;
const hashes = new Int32Array(TABLE);
const bits = new Uint16Array(TABLE);
WORDS.forEach((words, language) => {
  for (const word of words.split(' ')) {
    let hash = 0;
    for (let at = 0; at < word.length; at++) hash = mix(hash, word.charCodeAt(at));
    let slot = slotOf(hash);
    while (bits[slot] !== 0 && hashes[slot] !== hash) slot = (slot + 1) % TABLE;
    hashes[slot] = hash;
    bits[slot] = (bits[slot] ?? 0) | (1 << language);
  }
});

const ASCII_LETTERS = Uint8Array.from({ length: 0x80 }, (_, code) => {
  const lower = code >= 0x41 && code <= 0x5a ? code + 0x20 : code;
  return lower >= 0x61 && lower <= 0x7a ? lower : 0;
});

const LOOKED_AT = 600;
/** Fewer words say too little. */
const MIN_WORDS = 15;
/** This many words of a text must be of a language, and this many times as many as of the next. */
const SHARE = 0.12;
const LEAD = 1.4;

const counts = new Uint16Array(LANGUAGES.length);

/**
 * The place of a text's language in `LANGUAGES` plus 1; 0 where it can't be told: under 15 words, other languages, lists,
 * code. Looks at the first 600 characters. `bytes`: the text, a byte a character, where it is ASCII; they are read
 * more quickly.
 */
export function latinLanguage(text: string, bytes: Uint8Array | null = null): number {
  counts.fill(0);
  let words = 0;
  let [hash, length] = [0, 0];
  const end = Math.min(text.length, LOOKED_AT);
  for (let at = 0; at <= end; at++) {
    const code = at === end ? 0 : letterOf(bytes?.[at] ?? text.charCodeAt(at));
    if (code !== 0) {
      hash = mix(hash, code);
      length++;
    } else if (length > 0) {
      words++;
      count(hash);
      hash = length = 0;
    }
  }
  if (words < MIN_WORDS) return 0;
  const best = mostFrequent();
  const most = counts[best] ?? 0;
  counts[best] = 0;
  return most >= words * SHARE && most >= (counts[mostFrequent()] ?? 0) * LEAD ? best + 1 : 0;
}

/** The first of them where several are. */
function mostFrequent(): number {
  let best = 0;
  for (let at = 1; at < counts.length; at++) if ((counts[at] ?? 0) > (counts[best] ?? 0)) best = at;
  return best;
}

function count(hash: number): void {
  for (let slot = slotOf(hash); bits[slot] !== 0; slot = (slot + 1) % TABLE) {
    if (hashes[slot] !== hash) continue;
    for (let left = bits[slot] ?? 0; left !== 0; left &= left - 1) {
      const language = 31 - Math.clz32(left & -left);
      counts[language] = (counts[language] ?? 0) + 1;
    }
    return;
  }
}

function mix(hash: number, code: number): number {
  return (Math.imul(hash ^ code, 0x01000193) + 0x7f4a7c15) | 0;
}

function slotOf(hash: number): number {
  return (hash ^ (hash >>> 15)) & (TABLE - 1);
}

/** A letter in lower case; 0 for what is none. */
function letterOf(code: number): number {
  if (code < 0x80) return ASCII_LETTERS[code] ?? 0;
  if (code < 0xc0 || code >= 0x2000 || code === 0xd7 || code === 0xf7) return 0;
  return code <= 0xde ? code + 0x20 : code;
}
