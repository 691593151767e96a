#include "widgets/import/rolestable.h"
#include "widgets/common/theme.h"
#include "widgets/import/quiettable.h"
#include "widgets/text/format.h"
#include "widgets/text/tiptext.h"

#include <QComboBox>
#include <QCoreApplication>
#include <QHeaderView>
#include <QLabel>
#include <QScrollBar>
#include <QSignalBlocker>

namespace aisle {

namespace {

struct RoleChoice
{
    Role role;
    const char *field;
    const char *text;
};

constexpr RoleChoice kChoices[]{{Role::Ignore, "", QT_TRANSLATE_NOOP("Role", "leave out")},
                                {Role::User, "", QT_TRANSLATE_NOOP("Role", "shopper")},
                                {Role::User, kGuestField, QT_TRANSLATE_NOOP("Role", "guest")},
                                {Role::Item, "", QT_TRANSLATE_NOOP("Role", "product")},
                                {Role::Kind, "", QT_TRANSLATE_NOOP("Role", "kind of event")},
                                {Role::Time, "", QT_TRANSLATE_NOOP("Role", "time")},
                                {Role::TimeOfDay, "", QT_TRANSLATE_NOOP("Role", "time of day")},
                                {Role::Value, "", QT_TRANSLATE_NOOP("Role", "rating or weight")},
                                {Role::Quantity, "", QT_TRANSLATE_NOOP("Role", "quantity")},
                                {Role::UnitPrice, "", QT_TRANSLATE_NOOP("Role", "unit price")},
                                {Role::LineTotal, "", QT_TRANSLATE_NOOP("Role", "amount of the line")},
                                {Role::Session, "", QT_TRANSLATE_NOOP("Role", "order or session")},
                                {Role::ItemField, "title", QT_TRANSLATE_NOOP("Role", "product's title")},
                                {Role::ItemField, "category", QT_TRANSLATE_NOOP("Role", "product's category")},
                                {Role::ItemField, "brand", QT_TRANSLATE_NOOP("Role", "product's brand")},
                                {Role::ItemField, "price", QT_TRANSLATE_NOOP("Role", "product's price")},
                                {Role::ItemField, "description", QT_TRANSLATE_NOOP("Role", "product's description")},
                                {Role::ItemField, "image", QT_TRANSLATE_NOOP("Role", "product's picture")},
                                {Role::ItemField, "", QT_TRANSLATE_NOOP("Role", "product's attribute")},
                                {Role::UserField, "", QT_TRANSLATE_NOOP("Role", "shopper's attribute")},
                                {Role::Context, "", QT_TRANSLATE_NOOP("Role", "kept with the event")}};

int indexOf(Role role, const QString &field)
{
    int general = 0;
    for (int i = 0; i < static_cast<int>(std::size(kChoices)); ++i) {
        if (kChoices[i].role != role)
            continue;
        if (field == QLatin1String(kChoices[i].field))
            return i;
        if (!*kChoices[i].field)
            general = i;
    }
    return general;
}

} // namespace

QString roleText(Role role, const QString &field)
{
    return QCoreApplication::translate("Role", kChoices[indexOf(role, field)].text);
}

RolesTable::RolesTable(QWidget *parent) : QTableWidget(parent)
{
    setObjectName(QStringLiteral("roles"));
    makeQuiet(this);
    setWordWrap(true);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    setTextElideMode(Qt::ElideRight);
}

void RolesTable::show(const ImportFile &file)
{
    clear();
    const auto columns = static_cast<int>(file.recipe.columns.size());
    setColumnCount(columns);
    setRowCount(2 + std::min<int>(kMaxRows, static_cast<int>(file.recognition.firstRows.size())));
    QStringList names;
    for (const auto &column : file.recipe.columns)
        names.append(column.column);
    setHorizontalHeaderLabels(names);
    fillRoles(file);
    fillRows(file);
    for (int column = 0; column < columns; ++column)
        setColumnWidth(column, std::clamp(sizeHintForColumn(column) + 16, 150, 240));
    const auto line = fontMetrics().height();
    setRowHeight(0, line + 20);
    setRowHeight(1, 2 * line + 8);
    for (int row = 2; row < rowCount(); ++row)
        setRowHeight(row, line + 6);
    const auto bar = horizontalScrollBar()->sizeHint().height();
    setFixedHeight(horizontalHeader()->sizeHint().height() + verticalHeader()->length() + bar + 2 * frameWidth());
}

void RolesTable::fillRoles(const ImportFile &file)
{
    for (int column = 0; column < columnCount(); ++column) {
        const auto &role = file.recipe.columns[static_cast<std::size_t>(column)];
        auto *box = new QComboBox;
        box->setObjectName(QStringLiteral("role-%1").arg(column));
        box->setAccessibleName(role.column);
        for (const auto &choice : kChoices)
            box->addItem(QCoreApplication::translate("Role", choice.text));
        box->setCurrentIndex(indexOf(role.role, role.field));
        if (role.role != Role::Ignore)
            box->setFont(strongFont());
        connect(box, &QComboBox::activated, this, [this, column](int index) {
            Q_EMIT roleChosen(column, kChoices[index].role, QString::fromLatin1(kChoices[index].field));
        });
        auto *holder = new QWidget;
        auto *layout = new QHBoxLayout(holder);
        layout->setContentsMargins(kSpaceInside, kSpaceInside, kSpaceInside, 0);
        layout->addWidget(box);
        setCellWidget(0, column, holder);
    }
}

QString RolesTable::evidenceText(const ColumnEvidence &evidence, const Recognition &seen)
{
    const auto rows = seen.sampledRows;
    if (evidence.filled == 0)
        return tr("always empty");
    const auto empty = rows - evidence.filled;
    const auto distinct = formatCount(evidence.distinct);
    auto text = evidence.distinct == evidence.filled ? tr("all %1 different").arg(distinct)
                                                     : tr("%1 different, repeats").arg(distinct);
    if (!seen.whole)
        text = evidence.distinct == evidence.filled ? tr("all %1 looked at differ").arg(distinct)
                                                    : tr("%1 different among those looked at").arg(distinct);
    if (empty > 0)
        text += QLatin1Char('\n') +
                tr("%1 empty").arg(formatPercent(static_cast<double>(empty) / static_cast<double>(rows)));
    return text;
}

void RolesTable::fillRows(const ImportFile &file)
{
    const auto &evidence = file.recognition.columns;
    for (int column = 0; column < columnCount(); ++column) {
        auto *why = new QTableWidgetItem;
        if (const auto i = static_cast<std::size_t>(column); i < evidence.size()) {
            why->setText(evidenceText(evidence[i], file.recognition));
            why->setToolTip(tipText(evidence[i].why));
        }
        why->setForeground(tokens().secondaryText);
        why->setTextAlignment(Qt::AlignLeft | Qt::AlignTop);
        setItem(1, column, why);
        const bool left = file.recipe.columns[static_cast<std::size_t>(column)].role == Role::Ignore;
        for (int row = 2; row < rowCount(); ++row) {
            const auto &fields = file.recognition.firstRows[static_cast<std::size_t>(row - 2)];
            const auto text =
                column < static_cast<int>(fields.size()) ? fields[static_cast<std::size_t>(column)] : QString();
            auto *item = new QTableWidgetItem(text);
            item->setToolTip(tipText(text));
            if (left)
                item->setForeground(tokens().secondaryText);
            setItem(row, column, item);
        }
    }
}

} // namespace aisle
