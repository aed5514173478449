/** Runs one step of the start and says in a line how long it took: whoever waits wants to know for what. */
export async function timed<T>(what: string, step: () => Promise<T>): Promise<T> {
  const started = performance.now()
  const result = await step()
  console.log(`  ${what}: ${((performance.now() - started) / 1000).toFixed(1)} s`)
  return result
}
