//! Sixty people over four tiers.

use super::chance::Chance;
use rules::access::Role;
use rules::team::{Member, MemberTier, Placement, SINCE_ALWAYS};
use rules::{Calendar, MemberId, Moment, TierId};

/// Who the demo is opened as by default.
pub(super) const FOUNDER: MemberId = MemberId(1);
/// A leader to look at the demo as: the first 总代.
pub(super) const LEADER: MemberId = MemberId(2);
/// A member to look at the demo as: of the leader's branch.
pub(super) const MEMBER: MemberId = MemberId(7);
/// Why people were given a higher tier.
pub(super) const RAISED: &str = "连续三个月达标，晋升";

/// Name and WeChat id; the first is the founder, then 5 总代, 18 一级代理, 36 二级代理.
const NAMES: [(&str, &str); 60] = [
    ("王晓燕", "wangxiaoyan88"),
    ("李丽华", "lilihua_gz"),
    ("张敏", "zhangmin2046"),
    ("陈思远", "chensiyuan"),
    ("刘芳", "liufang_mm"),
    ("黄秀英", "huangxy1688"),
    ("周婷婷", "zhoutt0520"),
    ("吴佳怡", "wujiayi_8"),
    ("徐静", "xujing_home"),
    ("孙雅琴", "sunyaqin77"),
    ("马晓梅", "maxiaomei"),
    ("朱琳", "zhulin_hz"),
    ("胡雪", "huxue1992"),
    ("林小满", "linxiaoman"),
    ("何倩", "heqian_sz"),
    ("高洁", "gaojie_qd"),
    ("罗文君", "luowenjun"),
    ("郑爽英", "zhengsy66"),
    ("梁雨桐", "liangyutong"),
    ("宋佳", "songjia_life"),
    ("唐糖", "tangtang_v"),
    ("许诺", "xunuo_xn"),
    ("韩梅", "hanmei2018"),
    ("冯媛媛", "fengyy_cd"),
    ("邓紫薇", "dengziwei"),
    ("曹慧", "caohui_nj"),
    ("彭丽", "pengli0917"),
    ("曾晓蓉", "zengxr_cq"),
    ("萧然", "xiaoran_t"),
    ("田甜", "tiantian98"),
    ("董艳", "dongyan_xa"),
    ("袁圆", "yuanyuan_o"),
    ("潘玉兰", "panyulan"),
    ("于海燕", "yuhaiyan_dl"),
    ("蒋欣", "jiangxin_c"),
    ("蔡依云", "caiyiyun"),
    ("余秋", "yuqiu_wh"),
    ("杜鹃", "dujuan_h"),
    ("叶子青", "yeziqing"),
    ("程晨", "chengchen_1"),
    ("苏小小", "suxx_hz"),
    ("魏红", "weihong_tj"),
    ("吕燕", "lvyan_jn"),
    ("丁香", "dingxiang_d"),
    ("任静静", "renjj_sy"),
    ("沈月", "shenyue_m"),
    ("姚瑶", "yaoyao_hf"),
    ("卢晓芸", "luxiaoyun"),
    ("姜晓", "jiangxiao_w"),
    ("崔莺", "cuiying_b"),
    ("钟灵", "zhongling_l"),
    ("谭松", "tansong_cs"),
    ("陆瑶", "luyao_sh"),
    ("汪洋", "wangyang_fz"),
    ("范冰", "fanbing_b"),
    ("金美花", "jinmeihua_yj"),
    ("石榴", "shiliu_xj"),
    ("廖凡星", "liaofx_ny"),
    ("贾晴", "jiaqing_sjz"),
    ("夏荷", "xiahe_0618"),
];

const HOBBIES: [&str; 10] = [
    "广场舞",
    "烘焙",
    "羽毛球",
    "插花",
    "跑步",
    "摄影",
    "瑜伽",
    "读书",
    "登山",
    "钓鱼",
];
const DEPARTMENTS: [&str; 5] = ["华南部", "华东部", "西南部", "北方部", "华中部"];

/// The demo's people and what happened to them.
pub(super) struct People {
    pub(super) members: Vec<Member>,
    pub(super) placements: Vec<Placement>,
    pub(super) member_tiers: Vec<MemberTier>,
    pub(super) moves: Vec<Moved>,
    pub(super) promotions: Vec<MemberTier>,
    pub(super) roles: Vec<(MemberId, Role)>,
}

/// A branch that moved to another sponsor.
pub(super) struct Moved {
    pub(super) before: MemberId,
    pub(super) placement: Placement,
    pub(super) reason: &'static str,
}

/// The team as of a moment.
pub(super) fn people(calendar: Calendar, now: Moment) -> People {
    let mut chance = Chance::of(0x6d75_6d69_616e);
    let today = calendar.start(calendar.day(now));
    let ago = |days: i64| today.plus_days(-days).plus_ms(10 * 3_600_000);
    let mut people = People {
        members: Vec::new(),
        placements: Vec::new(),
        member_tiers: Vec::new(),
        moves: Vec::new(),
        promotions: Vec::new(),
        roles: vec![(FOUNDER, Role::Founder)],
    };
    for (id, (name, wechat)) in (1..).zip(NAMES) {
        let (tier, sponsor, days) = place_of(id, &mut chance);
        let id = MemberId(id);
        let joined_at = ago(days);
        let leader = leader_of(id, sponsor, &people.placements);
        people.members.push(Member {
            wechat: Some(wechat.to_owned()),
            // 1x0 0000 numbers are given to nobody.
            phone: Some(format!(
                "1{}00000{:04}",
                chance.of_list(&[3, 5, 8]),
                1000 + id.0 * 37
            )),
            department: leader.map(|at| DEPARTMENTS[at].to_owned()),
            post: post_of(tier),
            birthday: Some(format!(
                "19{:02}-{:02}-{:02}",
                chance.between(75, 99),
                chance.between(1, 12),
                chance.between(1, 28)
            )),
            hobbies: Some(format!(
                "{}、{}",
                HOBBIES[chance.below(5)],
                HOBBIES[5 + chance.below(5)]
            )),
            // A few have not agreed to be named.
            consents_to_board: id == FOUNDER || !chance.percent(8),
            ..Member::new(id, name, joined_at)
        });
        let from = if id == FOUNDER {
            SINCE_ALWAYS
        } else {
            joined_at
        };
        people.placements.push(Placement {
            id: 0,
            member: id,
            sponsor,
            from,
        });
        people.member_tiers.push(MemberTier {
            id: 0,
            member: id,
            tier: TierId(tier),
            from,
        });
        if tier == 2 {
            people.roles.push((id, Role::Leader));
        }
    }
    happen(&mut people, &ago);
    people
}

/// Tier, sponsor, and days since they joined: sponsors come before those they brought.
fn place_of(id: i64, chance: &mut Chance) -> (i64, Option<MemberId>, i64) {
    match id {
        1 => (1, None, 900),
        2..=6 => (2, Some(FOUNDER), 880 - id * 30),
        7..=24 => (
            3,
            Some(MemberId(2 + (id - 7) % 5)),
            chance.between(380, 640),
        ),
        _ => (
            4,
            Some(MemberId(chance.between(7, 24))),
            chance.between(20, 360),
        ),
    }
}

/// Which of the five 总代 a member is or is under.
fn leader_of(id: MemberId, sponsor: Option<MemberId>, placed: &[Placement]) -> Option<usize> {
    let mut at = (id, sponsor);
    while let (member, Some(above)) = at {
        if above == FOUNDER {
            return usize::try_from(member.0 - 2).ok();
        }
        let next = placed.iter().find(|row| row.member == above)?;
        at = (above, next.sponsor);
    }
    None
}

fn post_of(tier: i64) -> Option<String> {
    let post = match tier {
        1 => "创始人",
        2 => "大区负责人",
        3 => "小组长",
        _ => return None,
    };
    Some(post.to_owned())
}

/// What happened to people in the year: two branches moved, three rose, two left.
fn happen(people: &mut People, ago: &impl Fn(i64) -> Moment) {
    for (member, to, days, reason) in [
        (11, 3, 170, "搬到杭州，归华东部带"),
        (38, 9, 60, "换组学习直播"),
    ] {
        let member = MemberId(member);
        let before = people.placements.iter().find(|row| row.member == member);
        people.moves.push(Moved {
            before: before.and_then(|row| row.sponsor).unwrap_or(FOUNDER),
            placement: Placement {
                id: 0,
                member,
                sponsor: Some(MemberId(to)),
                from: ago(days),
            },
            reason,
        });
    }
    for (member, tier, days) in [(8, 2, 120), (27, 3, 90), (33, 3, 45)] {
        people.promotions.push(MemberTier {
            id: 0,
            member: MemberId(member),
            tier: TierId(tier),
            from: ago(days),
        });
    }
    for (member, days) in [(46, 75), (59, 12)] {
        if let Some(member) = people
            .members
            .iter_mut()
            .find(|row| row.id == MemberId(member))
        {
            member.left_at = Some(ago(days).max(member.joined_at.plus_days(3)));
        }
    }
}
