import { optionalText, parseInput, visibleText, z, type Ctx } from '@vmeste/sdk'
import type { IdentityMail, Invited } from '../../identity/shared/port/identity-port.ts'
import { requireRoles } from './change-staff.ts'
import { staffAct } from './staff-act.ts'
import { rolesHere, usersOf, type StaffParts } from './staff-accounts.ts'
import { auditAction } from './staff-log.ts'
import { staffProblems } from './staff-problems.ts'

const invitationSchema = z.object({
  givenName: visibleText(100),
  familyName: optionalText(100).nullish(),
  email: z.string().trim().min(1).max(254),
  roles: z.array(z.string().max(64)).min(1).max(20),
})

/** An hour's letters of one city: enough for a whole committee, too few to flood anybody. */
const mostAnHour = 60
const hourMs = 3_600_000

/**
 * Invites somebody to work for the city.
 * @throws Problem `INPUT_INVALID`, `STAFF_ROLE_UNKNOWN`, `STAFF_TOO_MANY_INVITATIONS`, and whatever
 *   `IdentityUsers.invite` refuses
 */
export async function inviteStaff(ctx: Ctx, parts: StaffParts, input: unknown): Promise<Invited> {
  const { email, givenName, familyName, roles } = parseInput(invitationSchema, input, ctx.lang)
  requireRoles(ctx, roles, 'input.roles')
  let invited: Invited | undefined
  await staffAct(ctx, parts, async (client) => {
    const {
      rows: [sent],
    } = await client.query<{ count: number }>(
      'select count(*)::int as count from core.audit where city = $1 and action = $2 and at > $3',
      [ctx.city.id, auditAction('INVITE'), new Date(ctx.clock.now().getTime() - hourMs)],
    )
    if (sent && sent.count >= mostAnHour) throw staffProblems.tooManyInvitations()
    invited = await usersOf(parts).invite({
      email,
      givenName,
      ...(familyName ? { familyName } : {}),
      city: ctx.city.slug,
      cityName: ctx.say(ctx.city.name),
      roles,
      lang: ctx.lang,
    })
    return {
      action: 'INVITE',
      person: invited.user.key,
      roles,
      now: rolesHere(invited.user, ctx.city.slug),
      taken: false,
    }
  })
  return invited!
}

/** The first address in a letter: what is handed over. */
export const linkOf = ({ text }: IdentityMail): string => /https?:\/\/\S+/.exec(text)?.[0] ?? ''
