import type { Choice } from './choices.ts';

export interface EncodingGroup {
  readonly name: string;
  readonly encodings: readonly Choice[];
}

/** Every encoding of the Encoding standard, by its name there, grouped by the scripts it is for. */
export const encodingGroups: readonly EncodingGroup[] = [
  {
    name: 'Unicode',
    encodings: [
      { value: 'utf-8', label: 'UTF-8' },
      { value: 'utf-16le', label: 'UTF-16 LE' },
      { value: 'utf-16be', label: 'UTF-16 BE' },
    ],
  },
  {
    name: 'Western European',
    encodings: [
      { value: 'windows-1252', label: 'Western (Windows-1252)' },
      { value: 'iso-8859-15', label: 'Western (ISO 8859-15)' },
      { value: 'macintosh', label: 'Western (Mac OS Roman)' },
      { value: 'iso-8859-3', label: 'South European (ISO 8859-3)' },
      { value: 'iso-8859-10', label: 'Nordic (ISO 8859-10)' },
      { value: 'iso-8859-14', label: 'Celtic (ISO 8859-14)' },
    ],
  },
  {
    name: 'Central and Eastern European',
    encodings: [
      { value: 'windows-1250', label: 'Central European (Windows-1250)' },
      { value: 'iso-8859-2', label: 'Central European (ISO 8859-2)' },
      { value: 'iso-8859-16', label: 'Romanian (ISO 8859-16)' },
      { value: 'windows-1257', label: 'Baltic (Windows-1257)' },
      { value: 'iso-8859-13', label: 'Baltic (ISO 8859-13)' },
      { value: 'iso-8859-4', label: 'Baltic (ISO 8859-4)' },
    ],
  },
  {
    name: 'Cyrillic',
    encodings: [
      { value: 'windows-1251', label: 'Cyrillic (Windows-1251)' },
      { value: 'koi8-r', label: 'Russian (KOI8-R)' },
      { value: 'koi8-u', label: 'Ukrainian (KOI8-U)' },
      { value: 'iso-8859-5', label: 'Cyrillic (ISO 8859-5)' },
      { value: 'ibm866', label: 'Cyrillic (DOS 866)' },
      { value: 'x-mac-cyrillic', label: 'Cyrillic (Mac OS)' },
    ],
  },
  {
    name: 'Greek, Turkish, Hebrew, Arabic',
    encodings: [
      { value: 'windows-1253', label: 'Greek (Windows-1253)' },
      { value: 'iso-8859-7', label: 'Greek (ISO 8859-7)' },
      { value: 'windows-1254', label: 'Turkish (Windows-1254)' },
      { value: 'windows-1255', label: 'Hebrew (Windows-1255)' },
      { value: 'iso-8859-8', label: 'Hebrew, visual order (ISO 8859-8)' },
      { value: 'iso-8859-8-i', label: 'Hebrew (ISO 8859-8-I)' },
      { value: 'windows-1256', label: 'Arabic (Windows-1256)' },
      { value: 'iso-8859-6', label: 'Arabic (ISO 8859-6)' },
    ],
  },
  {
    name: 'East and South-East Asian',
    encodings: [
      { value: 'gb18030', label: 'Chinese (GB 18030)' },
      { value: 'gbk', label: 'Chinese (GBK)' },
      { value: 'big5', label: 'Chinese (Big5)' },
      { value: 'shift_jis', label: 'Japanese (Shift JIS)' },
      { value: 'euc-jp', label: 'Japanese (EUC-JP)' },
      { value: 'iso-2022-jp', label: 'Japanese (ISO 2022-JP)' },
      { value: 'euc-kr', label: 'Korean (EUC-KR)' },
      { value: 'windows-874', label: 'Thai (Windows-874)' },
      { value: 'windows-1258', label: 'Vietnamese (Windows-1258)' },
    ],
  },
];
