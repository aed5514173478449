import { describeSettings, type Plugin } from '@vmeste/sdk'
import { seal, unseal } from '../storage/seal.ts'

/** How a secret lies in `core.city_module.settings`. */
export interface SealedSecret {
  readonly sealed: string
}

const known = new WeakMap<NonNullable<Plugin['settings']>, ReadonlySet<string>>()

/** Names of a module's settings that are written and never read back. */
export function secretFields(settings: NonNullable<Plugin['settings']>): ReadonlySet<string> {
  const found =
    known.get(settings) ??
    new Set(
      Object.entries(describeSettings(settings).properties)
        .filter(([, schema]) => schema.secret)
        .map(([name]) => name),
    )
  known.set(settings, found)
  return found
}

/** Seals and opens the secrets of one module in one city: what was sealed elsewhere does not open here. */
export interface SecretBox {
  seal(field: string, secret: string): SealedSecret
  /** Nothing when it is none, or belongs to another city, module, field or installation. */
  open(field: string, stored: unknown): string | undefined
}

export function secretBox(key: Buffer, city: number, module: string): SecretBox {
  const context = (field: string): string => `core.city_module:${city}:${module}:${field}`
  return {
    seal: (field, secret) => ({ sealed: seal(key, context(field), secret) }),
    open: (field, stored) => {
      const sealed = (stored as Partial<SealedSecret> | null)?.sealed
      if (typeof sealed !== 'string') return undefined
      try {
        return unseal(key, context(field), sealed)
      } catch {
        return undefined
      }
    },
  }
}
