// aisle-makelog [--layout events|adjacency] [--users N] [--items N] [--seed N] ROWS FILE
// Writes a synthetic shop log: text keys, products and shoppers by power laws, kinds as a funnel, times that rise.
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
    std::uint64_t seed;
};

bool writeEvents(LogWriter &out, const Shape &shape)
{
    Random random(shape.seed);
    const PowerLaw users(shape.users, shape.users / 20.0 + 1), items(shape.items, shape.items / 200.0 + 1);
    constexpr const char *kKinds[] = {"view", "view", "view", "view", "view",
                                      "view", "view", "cart", "cart", "purchase"};
    std::uint64_t second = 1'500'000'000;
    out.text("user,item,kind,time,price");
    bool written = out.endLine();
    for (std::uint64_t row = 0; row < shape.rows && written; ++row) {
        const auto item = items.draw(random);
        second += random.below(4);
        out.text("u");
        out.number(100'000 + users.draw(random));
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
    const PowerLaw items(shape.items, shape.items / 200.0 + 1);
    const auto perUser = std::max<std::uint64_t>(1, shape.rows / shape.users);
    bool written = true;
    std::uint64_t rows = 0;
    for (std::uint32_t user = 0; rows < shape.rows && written; ++user) {
        const auto wanted =
            std::min<std::uint64_t>(shape.rows - rows, 1 + random.below(static_cast<std::uint32_t>(2 * perUser)));
        out.number(user);
        for (std::uint64_t i = 0; i < wanted; ++i) {
            out.text(" ");
            out.number(items.draw(random));
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
    const QCommandLineOption seed(QStringLiteral("seed"), QStringLiteral("of the random numbers"), QStringLiteral("N"),
                                  QStringLiteral("1"));
    parser.addOptions({layout, users, items, seed});
    parser.addPositionalArgument(QStringLiteral("ROWS"), QStringLiteral("how many events"));
    parser.addPositionalArgument(QStringLiteral("FILE"), QStringLiteral("where to"));
    parser.addHelpOption();
    parser.process(application);
    const auto arguments = parser.positionalArguments();
    const Shape shape{arguments.value(0).toULongLong(), parser.value(users).toUInt(), parser.value(items).toUInt(),
                      parser.value(seed).toULongLong()};
    if (arguments.size() != 2 || shape.rows == 0 || shape.users == 0 || shape.items == 0)
        parser.showHelp(2);
    LogWriter out(arguments[1]);
    if (!out.open() ||
        !(parser.value(layout) == QStringLiteral("adjacency") ? writeAdjacency(out, shape) : writeEvents(out, shape))) {
        std::fprintf(stderr, "%s could not be written\n", qPrintable(arguments[1]));
        return 1;
    }
    return 0;
}
