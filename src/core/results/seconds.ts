/** A duration that a report names, as an entry to spread; what is no sensible number is left out. */
export function secondsOf(value: number | null | undefined, perSecond = 1): { readonly duration?: number } {
  if (value === undefined || value === null || !Number.isFinite(value) || value < 0) return {};
  return { duration: value / perSecond };
}
