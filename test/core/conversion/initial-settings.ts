import { conversionParams, type ConversionSettings } from '../../../src/core/conversion/conversion-settings.ts';

/** Settings as the form shows them first, with some changed. */
export function settingsOf(changed: Partial<ConversionSettings> = {}): ConversionSettings {
  const initial = Object.entries(conversionParams).map(([name, { initial }]) => [name, initial]);
  // Each parameter's initial value has its type.
  return { ...(Object.fromEntries(initial) as ConversionSettings), ...changed };
}
