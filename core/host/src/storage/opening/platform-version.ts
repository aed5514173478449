import { createRequire } from 'node:module'

/** Of the platform as a whole, as the `package.json` at the root says. */
export const platformVersion = (createRequire(import.meta.url)('../../../../../package.json') as { version: string })
  .version

/** Whether one version is later than another; what follows a dash counts for nothing. */
export function isLater(one: string, other: string): boolean {
  const [a, b] = [one, other].map((version) => version.split('-')[0]!.split('.').map(Number))
  const at = a!.findIndex((part, index) => part !== (b![index] ?? 0))
  return at >= 0 && a![at]! > (b![at] ?? 0)
}
