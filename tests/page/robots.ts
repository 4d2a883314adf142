// A stand-in for the groups' robots: it takes what one robot of 企业微信 is sent, and knows no other.
import { createHash } from "node:crypto";
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

type Body = { markdown?: { content: string }; image?: { base64: string; md5: string } };

/** What the group sees: words, or which kind of picture. */
function seen({ markdown, image }: Body): string {
  if (!image) return markdown?.content ?? "";
  const bytes = Buffer.from(image.base64, "base64");
  const whole = createHash("md5").update(bytes).digest("hex") === image.md5;
  return whole && bytes.length <= 2 << 20 ? `[${bytes.subarray(1, 4).toString()}]` : "[?]";
}

export async function startRobots(): Promise<Robots> {
  const told: string[] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (bytes: Buffer) => {
      body += bytes.toString();
    });
    request.on("end", () => {
      const known = request.url?.endsWith(`/cgi-bin/webhook/send?key=${token}`);
      if (known) told.push(seen(JSON.parse(body) as Body));
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
