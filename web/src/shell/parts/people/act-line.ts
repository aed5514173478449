import type { UseText } from '@vmeste/web'
import type { StaffAct } from './use-people.ts'

/** What was done, in words. Without a name where the line stands under one. */
export function actLine(
  say: UseText['say'],
  { action, roles }: Pick<StaffAct, 'action' | 'roles'>,
  name: string,
  roleTitle: (code: string) => string,
): string {
  const line = say(`people.act.${action}`, { roles: roles.map(roleTitle).join(', ') })
  return name ? `${name}: ${line}` : line
}
