import { type ConversionSettings, conversionParams } from './settings.ts';

/** A conversion that does what the target needs and nothing else. */
export function plainSettings(target: string): ConversionSettings {
  const initial = Object.entries(conversionParams).map(([name, { initial }]) => [name, initial]);
  // The cast: each parameter with its own initial value.
  return { ...Object.fromEntries(initial), target } as ConversionSettings;
}
