// What the page of certificates asks the server.
import { api } from "../../../shared/api/client.ts";
import type { Fetch } from "../../../shared/api/list.ts";
import { listed, type Certificate } from "./model.ts";

export const certificates: Fetch<Certificate> = async (_cursor, signal) => {
  const { data } = await api.GET("/api/v1/certificates", { signal });
  return { items: listed(data ?? []) };
};

// `names`: of the files that they were read from.
export async function install(chain: string, key: string, names: readonly string[]): Promise<void> {
  await api.POST("/api/v1/certificates", { body: { chain, key, file_names: [...names] } });
}

const base64Of = (file: File): Promise<string> => new Promise((resolve, reject) => {
  const reader = new FileReader();
  reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/, ""));  // data:application/x-pkcs12;base64,...
  reader.onerror = () => reject(reader.error ?? new Error(file.name));
  reader.readAsDataURL(file);
});

export async function installPfx(file: File, passphrase: string): Promise<void> {
  await api.POST("/api/v1/certificates/pfx", { body: { file: await base64Of(file), passphrase, file_names: [file.name] } });
}

export async function remove(name: string): Promise<void> {
  await api.DELETE("/api/v1/certificates/{name}", { params: { path: { name } } });
}

// What could not be read, in the server's words.
export async function reload(): Promise<readonly string[]> {
  const { data } = await api.POST("/api/v1/certificates/reload", { body: {} });
  return (data as { left_out?: string[] } | undefined)?.left_out ?? [];
}

// The one that the server made for itself, as PEM: for programs that are to trust it.
export async function own(): Promise<string> {
  const { data } = await api.GET("/api/v1/certificates/own");
  return data as string;
}
