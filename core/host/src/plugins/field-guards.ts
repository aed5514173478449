import { Kind, type FieldDefinitionNode } from 'graphql'
import { assuranceLevels, VmesteError, type Assurance, type Plugin } from '@vmeste/sdk'

/** Types that every module may extend: each brings root fields of its own. */
export const roots: ReadonlySet<string> = new Set(['Query', 'Mutation', 'Subscription'])

/** Who may call a root field, as its SDL says. */
export type Guard =
  | { readonly kind: 'public' }
  | {
      readonly kind: 'allow'
      readonly permission: string
      /** How surely the person must be known, beside the right. */ readonly assurance?: Assurance
    }

/** Reads `@public` or `@allow` of a root field; a field with neither, or with both, is refused by name. */
export function guardOf(plugin: Plugin, root: string, field: FieldDefinitionNode): Guard {
  const name = `${root}.${field.name.value}`
  const names = (field.directives ?? []).map((directive) => directive.name.value)
  const open = names.includes('public')
  const allow = field.directives?.find((directive) => directive.name.value === 'allow')
  if (open === Boolean(allow)) {
    throw new VmesteError(
      'VMESTE_GRAPH_FIELD_UNGUARDED',
      `${name} of module "${plugin.id}" needs exactly one of @public and @allow(permission: "…")`,
    )
  }
  if (open) return { kind: 'public' }
  const argument = (wanted: string) => allow?.arguments?.find((each) => each.name.value === wanted)?.value
  const value = argument('permission')
  const permission = value?.kind === Kind.STRING ? value.value : ''
  if (!(permission in (plugin.permissions ?? {}))) {
    throw new VmesteError(
      'VMESTE_GRAPH_PERMISSION_UNKNOWN',
      `${name} asks for the permission "${permission}", which module "${plugin.id}" does not declare`,
    )
  }
  const asked = argument('assurance')
  if (!asked) return { kind: 'allow', permission }
  const assurance = assuranceLevels.find((level) => asked.kind === Kind.ENUM && asked.value === level)
  if (!assurance) {
    throw new VmesteError(
      'VMESTE_GRAPH_ASSURANCE_UNKNOWN',
      `${name} of module "${plugin.id}" asks for a level of assurance that does not exist; the levels are ${assuranceLevels.join(', ')}, written without quotes`,
    )
  }
  return { kind: 'allow', permission, assurance }
}
