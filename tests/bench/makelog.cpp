// aisle-makelog [--layout events|adjacency] [--users N] [--items N] [--tastes N] [--seed N] ROWS FILE
// Writes a synthetic shop log: text keys, products and shoppers by power laws, kinds as a funnel, times that rise; with
// tastes there is something to learn.
#include "core/common/random.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QFile>
#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <string>
#include <vector>

using namespace aisle;

namespace {

/// Draws ranks with a probability falling as 1 / (rank + offset): the long tail of shops.
class PowerLaw
{
public:
    PowerLaw(std::uint32_t size, double offset)
        : m_size(size), m_offset(offset), m_span(std::log((size + offset) / offset))
    {
    }
    std::uint32_t draw(Random &random) const
    {
        const auto rank = m_offset * std::exp(random.uniform() * m_span) - m_offset;
        return std::min(m_size - 1, static_cast<std::uint32_t>(rank));
    }

private:
    std::uint32_t m_size;
    double m_offset;
    double m_span;
};

class LogWriter
{
public:
    explicit LogWriter(const QString &path) : m_file(path) { m_buffer.reserve(kFlushBytes + 4096); }
    bool open() { return m_file.open(QIODevice::WriteOnly | QIODevice::Truncate); }
    void text(std::string_view text) { m_buffer += text; }
    void number(std::uint64_t value)
    {
        char digits[20];
        const auto end = std::to_chars(digits, digits + sizeof digits, value);
        m_buffer.append(digits, end.ptr);
    }
    bool endLine()
    {
        m_buffer += '\n';
        return m_buffer.size() < kFlushBytes || flush();
    }
    bool flush()
    {
        const bool written =
            m_file.write(m_buffer.data(), static_cast<qint64>(m_buffer.size())) == static_cast<qint64>(m_buffer.size());
        m_buffer.clear();
        return written && m_file.flush();
    }

private:
    static constexpr std::size_t kFlushBytes = 1 << 20;
    QFile m_file;
    std::string m_buffer;
};

struct Shape
{
    std::uint64_t rows;
    std::uint32_t users;
    std::uint32_t items;
    std::uint32_t tastes;
    std::uint64_t seed;
};

/// What a shopper takes next: mostly a product of their tastes, else any; popular ones first in both. Product i is of
/// taste i modulo their number.
class Choice
{
public:
    explicit Choice(const Shape &shape)
        : m_tastes(shape.tastes), m_seed(shape.seed), m_all(shape.items, shape.items / 200.0 + 1),
          m_own(m_tastes == 0 ? 1 : shape.items / m_tastes, shape.items / 20.0 / std::max(1u, m_tastes) + 1)
    {
    }
    std::uint32_t draw(std::uint32_t user, Random &random) const
    {
        if (m_tastes == 0 || random.uniform() > kOwnShare)
            return m_all.draw(random);
        const double which = random.uniform();
        const std::uint64_t slot = which < .6 ? 0 : which < .9 ? 1 : 2;
        const auto taste = deriveSeed(m_seed, 3 * std::uint64_t{user} + slot) % m_tastes;
        return static_cast<std::uint32_t>(taste) + m_tastes * m_own.draw(random);
    }

private:
    static constexpr double kOwnShare = .75;
    std::uint32_t m_tastes;
    std::uint64_t m_seed;
    PowerLaw m_all;
    PowerLaw m_own;
};

bool writeEvents(LogWriter &out, const Shape &shape)
{
    Random random(shape.seed);
    const PowerLaw users(shape.users, shape.users / 20.0 + 1);
    const Choice choice(shape);
    constexpr const char *kKinds[] = {"view", "view", "view", "view", "view",
                                      "view", "view", "cart", "cart", "purchase"};
    std::uint64_t second = 1'500'000'000;
    out.text("user,item,kind,time,price");
    bool written = out.endLine();
    for (std::uint64_t row = 0; row < shape.rows && written; ++row) {
        const auto user = users.draw(random);
        const auto item = choice.draw(user, random);
        second += random.below(4);
        out.text("u");
        out.number(100'000 + user);
        out.text(",sku-");
        out.number(10'000 + item);
        out.text(",");
        out.text(kKinds[random.below(10)]);
        out.text(",");
        out.number(second);
        out.text(",");
        out.number(1 + item % 500);
        out.text(item % 2 ? ".99" : ".5");
        written = out.endLine();
    }
    return written && out.flush();
}

bool writeAdjacency(LogWriter &out, const Shape &shape)
{
    Random random(shape.seed);
    const Choice choice(shape);
    const auto perUser = std::max<std::uint64_t>(1, shape.rows / shape.users);
    bool written = true;
    std::uint64_t rows = 0;
    for (std::uint32_t user = 0; rows < shape.rows && written; ++user) {
        const auto wanted =
            std::min<std::uint64_t>(shape.rows - rows, 1 + random.below(static_cast<std::uint32_t>(2 * perUser)));
        out.number(user);
        for (std::uint64_t i = 0; i < wanted; ++i) {
            out.text(" ");
            out.number(choice.draw(user, random));
        }
        rows += wanted;
        written = out.endLine();
    }
    return written && out.flush();
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    const QCommandLineOption layout(QStringLiteral("layout"), QStringLiteral("events or adjacency"),
                                    QStringLiteral("NAME"), QStringLiteral("events"));
    const QCommandLineOption users(QStringLiteral("users"), QStringLiteral("shoppers"), QStringLiteral("N"),
                                   QStringLiteral("200000"));
    const QCommandLineOption items(QStringLiteral("items"), QStringLiteral("products"), QStringLiteral("N"),
                                   QStringLiteral("100000"));
    const QCommandLineOption tastes(QStringLiteral("tastes"),
                                    QStringLiteral("groups of products that shoppers lean to; 0: none"),
                                    QStringLiteral("N"), QStringLiteral("0"));
    const QCommandLineOption seed(QStringLiteral("seed"), QStringLiteral("of the random numbers"), QStringLiteral("N"),
                                  QStringLiteral("1"));
    parser.addOptions({layout, users, items, tastes, seed});
    parser.addPositionalArgument(QStringLiteral("ROWS"), QStringLiteral("how many events"));
    parser.addPositionalArgument(QStringLiteral("FILE"), QStringLiteral("where to"));
    parser.addHelpOption();
    parser.process(application);
    const auto arguments = parser.positionalArguments();
    const Shape shape{arguments.value(0).toULongLong(), parser.value(users).toUInt(), parser.value(items).toUInt(),
                      parser.value(tastes).toUInt(), parser.value(seed).toULongLong()};
    if (arguments.size() != 2 || shape.rows == 0 || shape.users == 0 || shape.items == 0 || shape.tastes > shape.items)
        parser.showHelp(2);
    LogWriter out(arguments[1]);
    if (!out.open() ||
        !(parser.value(layout) == QStringLiteral("adjacency") ? writeAdjacency(out, shape) : writeEvents(out, shape))) {
        std::fprintf(stderr, "%s could not be written\n", qPrintable(arguments[1]));
        return 1;
    }
    return 0;
}
