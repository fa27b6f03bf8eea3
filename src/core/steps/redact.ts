import { textMapper } from '../recipe/chosen-texts.ts';
import { defineStep, ParameterError } from '../recipe/step.ts';
import { maskPrivate, type PrivateKind } from '../suspect/private-text.ts';

const MASKS: Readonly<Record<PrivateKind, string>> = {
  email: '[EMAIL]',
  phone: '[PHONE]',
  card: '[CARD]',
  iban: '[IBAN]',
  ip: '[IP]',
  secret: '[SECRET]',
};

export default defineStep({
  id: 'redact',
  version: 1,
  title: 'Redact personal data',
  summary:
    'Replaces e-mail addresses, phone and card numbers, IP addresses and keys with placeholders such as [EMAIL].',
  group: 'Text',
  keywords: ['mask', 'pii', 'anonymise', 'anonymize', 'email', 'phone', 'privacy', 'personal data', 'secrets'],
  params: {
    email: { type: 'switch', label: 'E-mail addresses', initial: true },
    phone: { type: 'switch', label: 'Phone numbers', initial: true, help: 'With a country or area code.' },
    card: { type: 'switch', label: 'Card and bank account numbers', initial: true, help: 'With correct check digits.' },
    ip: { type: 'switch', label: 'IP addresses', initial: true, help: 'Not those of private networks.' },
    secret: { type: 'switch', label: 'Keys and other secrets', initial: true, help: 'By their known beginnings.' },
    columns: {
      type: 'texts',
      label: 'Columns',
      initial: [],
      whenEmpty: 'all',
      help: 'Names and postal addresses are not recognised: look for them yourself.',
    },
  },
  examples: [
    {
      before: [
        { input: 'Mail jo@corp.io or call +44 20 7946 0958.', output: 'Card 4111 1111 1111 1111, from 8.8.8.8.' },
        { input: 'Version 10.0.0.1, order 1234567890123.', output: 'jo@example.com' },
      ],
      after: [
        { input: 'Mail [EMAIL] or call [PHONE].', output: 'Card [CARD], from [IP].' },
        { input: 'Version 10.0.0.1, order 1234567890123.', output: 'jo@example.com' },
      ],
    },
    {
      params: { email: false },
      before: [{ input: 'jo@corp.io', output: 'key AKIAIOSFODNN7EXAMPLE, DE89 3704 0044 0532 0130 00' }],
      after: [{ input: 'jo@corp.io', output: 'key [SECRET], [IBAN]' }],
    },
  ],
  prepare({ email, phone, card, ip, secret, columns }, context) {
    const wanted: readonly (readonly [PrivateKind, boolean])[] = [
      ['email', email],
      ['phone', phone],
      ['card', card],
      ['iban', card],
      ['ip', ip],
      ['secret', secret],
    ];
    const kinds = new Set(wanted.flatMap(([kind, isOn]) => (isOn ? [kind] : [])));
    if (kinds.size === 0) throw new ParameterError('email', 'Choose at least one kind of data to replace.');
    return { apply: textMapper(columns, context, (text) => maskPrivate(text, kinds, (kind) => MASKS[kind])) };
  },
});
