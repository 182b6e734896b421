/** Why a file is not an archive that can be used. Whoever knows its name makes the error of it. */
export class TarFault extends Error {}
