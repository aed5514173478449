import { ref, type Ref } from 'vue'
import { offlineCode, saveFile, useCity, usePortal, useText, type ProblemData } from '@vmeste/web'

const deadline = 120_000

/** The file of somebody with an account: it needs their bearer, so it is fetched and not linked to. */
export function useDownload(): {
  download(): Promise<void>
  busy: Ref<boolean>
  problem: Ref<ProblemData | undefined>
} {
  const { graph } = usePortal()
  const { path } = useCity()
  const { say } = useText()
  const busy = ref(false)
  const problem = ref<ProblemData>()
  return {
    busy,
    problem,
    async download() {
      busy.value = true
      problem.value = undefined
      try {
        const answer = await fetch(path('/my-data.zip'), {
          headers: await graph!.transport.headers(),
          signal: AbortSignal.timeout(deadline),
        })
        if (answer.ok) {
          const name = /filename="([^"]+)"/.exec(answer.headers.get('content-disposition') ?? '')?.[1]
          saveFile(await answer.blob(), name ?? 'my-data.zip')
          return
        }
        const refused = (await answer.json().catch(() => undefined)) as Partial<ProblemData> | undefined
        problem.value = {
          code: refused?.code ?? `HTTP_${answer.status}`,
          message: refused?.message ?? say('offline.noAnswer'),
        }
      } catch {
        problem.value = { code: offlineCode, message: say('offline.noAnswer') }
      } finally {
        busy.value = false
      }
    },
  }
}
