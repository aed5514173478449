/**
 * A field of a form that came back: shown where a person wrote in it, carried along where a person chose or a page
 * filled in.
 */
export interface TypedField {
  readonly name: string
  readonly value: string
  readonly kind: 'words' | 'email' | 'phone' | 'hidden'
}

const id = /^[\w-]{8,}( [\w-]{8,})*$/

/** The page knows nothing of the form it brings back, so each field is judged by what stands in it. */
export function typedFields(fields: readonly (readonly [name: string, value: string])[]): TypedField[] {
  return fields.filter(([, value]) => value !== '').map(([name, value]) => ({ name, value, kind: kindOf(value) }))
}

function kindOf(value: string): TypedField['kind'] {
  if (id.test(value) && /\d/.test(value)) return 'hidden'
  if (/^\S+@\S+$/.test(value)) return 'email'
  if (/^\+?[\d\s()-]{7,20}$/.test(value)) return 'phone'
  return /^[\w.:-]{1,60}$/.test(value) ? 'hidden' : 'words'
}
