// Of a certificate with all that signed it, or a key: what is larger is something else. Octets.
export const LARGEST = 96 * 1024;
