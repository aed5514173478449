export async function migrateJobs(_url: string, _role: string): Promise<void> {}
