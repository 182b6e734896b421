/** A line for the options when the script belongs to a project of a cloud service. */
export const cloudOption = (projectId: string): string =>
  projectId === ''
    ? ''
    : `  cloud: { projectID: ${/^\d+$/.test(projectId) ? projectId : JSON.stringify(projectId)} },\n`;
