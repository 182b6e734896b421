/** What a machine's processor time went to, in cores on average. */
export interface MachineUse {
  readonly cores: number;
  readonly generatorCores: number;
  /** Of all other processes; a target that runs here is one of them. */
  readonly othersCores: number;
}

/** A worker that uses this much of a core is at its end: the rest goes to the system on its behalf. */
const BUSY_WORKER = 0.88;
const BUSY_MACHINE = 0.93;
/** Less than this part of a machine may be what any machine does beside. */
const LEAST_OTHERS = 0.15;

/** The generator has no processor time left for more, whoever else runs there. */
export const usesItsCores = ({ cores, generatorCores }: MachineUse, workers: number): boolean =>
  generatorCores >= BUSY_WORKER * Math.min(workers, cores);

export const isFull = ({ cores, generatorCores, othersCores }: MachineUse): boolean =>
  generatorCores + othersCores >= BUSY_MACHINE * cores;

/** A generator that gets less than its workers could use, on a machine that is full with what others do. */
export const takenByOthers = (use: MachineUse, workers: number): boolean =>
  isFull(use) && !usesItsCores(use, workers) && use.othersCores >= LEAST_OTHERS * use.cores;

export const othersText = ({ cores, othersCores }: MachineUse): string =>
  `other processes used ${othersCores.toFixed(2)} of ${cores} cores (${Math.round((othersCores / cores) * 100)}%)`;
