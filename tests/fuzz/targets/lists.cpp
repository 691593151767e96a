// Lists of any other program, as `metrics` takes them: the truth and the lists are two parts of one file, divided by a
// line of three equals signs.
#include "core/evaluate/externallists.h"
#include "tests/fuzz/fuzztarget.h"

#include <QFile>

namespace {

using namespace aisle;

RecordSource recordsOf(const QByteArray &text, const char *name)
{
    auto lines = std::make_shared<QList<QByteArray>>(text.split('\n'));
    auto next = std::make_shared<qsizetype>(0);
    return {QString::fromLatin1(name), [lines, next](std::vector<std::string> &fields) -> std::int64_t {
                if (*next >= lines->size())
                    return 0;
                fields.clear();
                for (const auto &field : (*lines)[*next].split(','))
                    fields.push_back(field.toStdString());
                return ++*next;
            }};
}

} // namespace

void aisle::fuzz::readOnce(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return;
    const auto text = file.readAll();
    const auto divided = text.indexOf("\n===\n");
    SilentContext job;
    evaluateListsOfRuns({.truth = recordsOf(text.left(divided), "truth"),
                         .lists = recordsOf(divided < 0 ? QByteArray() : text.mid(divided + 5), "lists")},
                        job);
}
