// A stand-in for the groups' robots: it takes what one robot of 企业微信 is sent, and knows no other.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export interface Robots {
  address: string;
  /** What the group was told. */
  told: string[];
  stop: () => Promise<void>;
}

/** The one robot's token, and its address as the app shows it. */
const token = "693a91f6-aaaa-bbbb-cccc-0ec2sifa0001";
export const webhook = `https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=${token}`;

export async function startRobots(): Promise<Robots> {
  const told: string[] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (bytes: Buffer) => {
      body += bytes.toString();
    });
    request.on("end", () => {
      const known = request.url?.endsWith(`/cgi-bin/webhook/send?key=${token}`);
      if (known)
        told.push((JSON.parse(body) as { markdown: { content: string } }).markdown.content);
      const answer = known
        ? { errcode: 0, errmsg: "ok" }
        : { errcode: 93000, errmsg: "invalid webhook url" };
      response.end(JSON.stringify(answer));
    });
  });
  await new Promise<void>((done) => {
    server.listen(0, "127.0.0.1", done);
  });
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}`,
    told,
    stop: () =>
      new Promise((done) => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
}
