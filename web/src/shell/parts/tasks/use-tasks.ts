import { computed, nextTick, ref } from 'vue'
import { showToast, useMutation, useQuery, useText } from '@vmeste/web'
import {
  completeTaskMutation,
  reassignTaskMutation,
  reopenTaskMutation,
  tasksQuery,
  type TasksQuery,
} from '../../../../operations.gen.ts'

export type Task = NonNullable<TasksQuery['tasks']>['nodes'][number]
export const lists = ['MINE', 'SERVICE', 'DONE'] as const
export type TaskListName = (typeof lists)[number]

/**
 * One list of tasks, page by page, and what may be done with them; what is done can be taken back.
 *
 * @param changed called when something was, with the list on its way
 */
export function useTasks(list: TaskListName, changed: () => void) {
  const { say } = useText()
  const after = ref<string>()
  const earlier = ref<readonly Task[]>([])
  const { data, problem, loading, refresh } = useQuery(tasksQuery, () => ({ list, after: after.value }))
  const complete = useMutation(completeTaskMutation),
    reopen = useMutation(reopenTaskMutation),
    reassign = useMutation(reassignTaskMutation)
  const page = computed(() => data.value?.tasks?.nodes ?? [])
  const rows = computed(() => [
    ...earlier.value,
    ...page.value.filter(({ id }) => !earlier.value.some((row) => row.id === id)),
  ])
  async function settle(done: object | undefined, text: string, undo?: () => void): Promise<boolean> {
    const one = Object.values(done ?? {})[0] as { __typename?: string } | null | undefined
    if (one?.__typename !== 'Task') return false
    showToast(text, undo ? { undo } : {})
    // what stands on the list now is asked for from its beginning
    earlier.value = []
    if (after.value === undefined) refresh()
    else after.value = undefined
    await nextTick()
    changed()
    return true
  }
  const back = async ({ id, title }: Task): Promise<boolean> =>
    settle(await reopen.run({ id }), say('tasks.toast.back', { title }))
  return {
    rows,
    loading,
    problem,
    refresh,
    refused: computed(() => complete.problem.value ?? reopen.problem.value ?? reassign.problem.value),
    busy: computed(() => complete.busy.value || reopen.busy.value || reassign.busy.value),
    more: computed(() => data.value?.tasks?.after ?? undefined),
    next: () => {
      const further = data.value?.tasks?.after
      if (!further) return
      earlier.value = rows.value
      after.value = further
    },
    done: async (task: Task, note: string): Promise<boolean> =>
      settle(
        await complete.run({ id: task.id, note: note.trim() || null }),
        say('tasks.toast.done', { title: task.title }),
        () => void back(task),
      ),
    back,
    pass: async ({ id, title }: Task, department: string): Promise<boolean> =>
      settle(await reassign.run({ id, department }), say('tasks.toast.passed', { title })),
  }
}
