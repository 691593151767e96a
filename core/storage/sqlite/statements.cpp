#include "core/storage/sqlite/statements.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <limits>

namespace aisle {

namespace {

struct Binder
{
    SQLite::Statement &statement;
    int mark;

    void operator()(std::monostate) const { statement.bind(mark); }
    template <typename Value>
    void operator()(const Value &value) const
    {
        statement.bind(mark, value);
    }
};

} // namespace

void execute(SQLite::Database &database, const std::string &sql, std::initializer_list<SqlValue> values)
{
    SQLite::Statement statement(database, sql);
    int mark = 0;
    for (const auto &value : values)
        std::visit(Binder{statement, ++mark}, value);
    statement.exec();
}

void runOnce(SQLite::Statement &statement)
{
    statement.exec();
    statement.reset();
}

QString columnText(const SQLite::Column &column)
{
    return QString::fromUtf8(column.getText(), column.getBytes());
}

double numberOf(const SQLite::Column &column)
{
    return column.isNull() ? std::numeric_limits<double>::quiet_NaN() : column.getDouble();
}

std::string likePattern(const QString &text, bool anywhere)
{
    QString escaped = text;
    for (const auto special : {u'\\', u'%', u'_'})
        escaped.replace(QChar(special), QStringLiteral("\\") + QChar(special));
    return ((anywhere ? QStringLiteral("%") : QString()) + escaped + u'%').toStdString();
}

} // namespace aisle
