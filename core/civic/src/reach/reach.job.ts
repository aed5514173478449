import type { Ctx } from '@vmeste/sdk'
import { tendEmptyDepartments } from './empty-departments.ts'
import { leavePortal, type Carrier } from './leave-portal.ts'
import type { ReachTables } from './reach.entity.ts'
import { tellTasks } from './tell-tasks.ts'

/** Once a minute: alarms become tasks, tasks become notices, and notices leave by the ways people chose. */
export async function reachPeople(ctx: Ctx<ReachTables>, carriers: readonly Carrier[] = []): Promise<void> {
  await tendEmptyDepartments(ctx)
  await tellTasks(ctx)
  await leavePortal(ctx, carriers)
}
