#include "widgets/import/eventpreviewtable.h"
#include "widgets/common/theme.h"
#include "widgets/import/quiettable.h"
#include "widgets/text/errortext.h"
#include "widgets/text/format.h"
#include "widgets/text/tiptext.h"

#include <QHeaderView>

namespace aisle {

namespace {

enum Column { Shopper, Product, Kind, Time, Quantity, Price, Value, Session, ColumnCount };

} // namespace

EventPreviewTable::EventPreviewTable(QWidget *parent) : QTableWidget(parent)
{
    setObjectName(QStringLiteral("event-preview"));
    setColumnCount(ColumnCount);
    makeQuiet(this);
    setWordWrap(false);
    verticalHeader()->setDefaultSectionSize(tableRowHeight(fontMetrics()));
    horizontalHeader()->setStretchLastSection(true);
    retranslate();
}

void EventPreviewTable::retranslate()
{
    setHorizontalHeaderLabels({tr("Shopper"), tr("Product"), tr("Kind"), tr("Time (UTC)"), tr("Quantity"),
                               tr("Unit price"), tr("Value"), tr("Order or session")});
}

void EventPreviewTable::clearRows()
{
    setRowCount(0);
}

void EventPreviewTable::setText(int row, int column, const QString &text, bool isNumber)
{
    auto *item = new QTableWidgetItem(text);
    item->setToolTip(tipText(text));
    if (isNumber)
        item->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    setItem(row, column, item);
}

void EventPreviewTable::show(const ImportPreview &preview)
{
    clearSpans();
    setRowCount(static_cast<int>(preview.first.size()));
    std::array<bool, ColumnCount> used{true, true, true};
    for (int row = 0; row < rowCount(); ++row) {
        const auto &event = preview.first[static_cast<std::size_t>(row)];
        if (!event.reason.isEmpty()) {
            showRejected(row, event);
            continue;
        }
        showEvent(row, event);
        used[Time] |= event.at.has_value();
        used[Quantity] |= event.quantity.has_value();
        used[Price] |= event.price.has_value();
        used[Value] |= event.value.has_value();
        used[Session] |= !event.session.isEmpty();
    }
    for (int column = 0; column < ColumnCount; ++column) {
        setColumnHidden(column, !used[static_cast<std::size_t>(column)]);
        setColumnWidth(column, column == Time                                             ? 150
                               : column == Quantity || column == Price || column == Value ? 90
                                                                                          : 130);
    }
}

namespace {
QString whyRejected(const PreviewedEvent &event)
{
    const auto line = formatCount(event.line), why = rejectionText(event.reason);
    return event.detail.isEmpty() ? EventPreviewTable::tr("line %1: %2").arg(line, why)
                                  : EventPreviewTable::tr("line %1: %2 (%3)").arg(line, why, event.detail);
}
} // namespace

void EventPreviewTable::showRejected(int row, const PreviewedEvent &event)
{
    setText(row, 0, whyRejected(event));
    item(row, 0)->setForeground(tokens().bad);
    setSpan(row, 0, 1, ColumnCount);
}

void EventPreviewTable::showEvent(int row, const PreviewedEvent &event)
{
    setText(row, Shopper, event.user);
    setText(row, Product, event.item);
    const auto meaning = meaningText(event.meaning);
    const bool same = event.kind == QLatin1String(meaningName(event.meaning)) || event.kind == meaning;
    setText(row, Kind, same ? meaning : tr("%1 (%2)").arg(event.kind, meaning));
    setText(row, Time, event.at ? formatDateTime(*event.at) : QString());
    const std::pair<int, std::optional<double>> numbers[]{
        {Quantity, event.quantity}, {Price, event.price}, {Value, event.value}};
    for (const auto &[column, number] : numbers)
        setText(row, column, number ? formatNumber(*number, 4) : QString(), true);
    setText(row, Session, event.session);
}

} // namespace aisle
