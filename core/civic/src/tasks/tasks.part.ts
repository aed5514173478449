import { readFileSync } from 'node:fs'
import { Deadlines, Directory, Tasks, z } from '@vmeste/sdk'
import type { Part } from '../part.ts'
import { CityTasks } from './city-tasks.ts'
import { TaskEntity, TaskStepEntity } from './task.entity.ts'
import { tasksPersonalData } from './tasks-personal-data.ts'
import { TasksMigration } from './tasks.migration.ts'
import { tasksResolvers } from './tasks.resolvers.ts'

/** Which task, whose and about what; never what stands in it. */
const event = z.object({ task: z.uuid(), module: z.string(), kind: z.string(), about: z.string() })

/** Work for people of the city, in one list for all modules. */
export const tasksPart: Part = {
  entities: [TaskEntity, TaskStepEntity],
  migrations: [{ name: '0170-tasks', class: TasksMigration }],
  lends: [{ port: Tasks, functions: ['create_task', 'change_task', 'own_tasks'] }],
  typeDefs: readFileSync(new URL('tasks.graphql', import.meta.url), 'utf8'),
  resolvers: tasksResolvers,
  permissions: {
    'civic.tasks': {
      title: {
        ru: 'Видеть и выполнять свои задачи',
        be: 'Бачыць і выконваць свае задачы',
        en: 'See and do one’s own tasks',
      },
      default: ['operator', 'executor', 'department-head', 'head', 'city-admin'],
    },
  },
  emits: { 'civic.task.done@1': event, 'civic.task.reopened@1': event, 'civic.task.reassigned@1': event },
  services: (scope) => {
    scope.bind(
      Tasks,
      () =>
        new CityTasks({
          clock: scope.clock,
          directory: () => scope.get(Directory),
          deadlines: () => scope.get(Deadlines),
        }),
    )
  },
  personalData: tasksPersonalData,
}
