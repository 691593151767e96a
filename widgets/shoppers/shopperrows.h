#pragma once
#include "widgets/common/pictures.h"
#include "widgets/common/theme.h"
#include "widgets/tables/sheetoutput.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QPainter>
#include <QStyleOptionViewItem>
#include <QTableView>

/// What the history and the lists of a shopper share: tables of one column whose rows a delegate paints.
namespace aisle {

inline void showOneColumn(QTableView *table, int column, int rowHeight)
{
    for (int other = 0; other < table->model()->columnCount(); ++other)
        table->setColumnHidden(other, other != column);
    table->horizontalHeader()->hide();
    table->horizontalHeader()->setSectionResizeMode(column, QHeaderView::Stretch);
    table->verticalHeader()->hide();
    table->verticalHeader()->setMinimumSectionSize(8);
    table->verticalHeader()->setDefaultSectionSize(rowHeight);
    table->setSelectionMode(QAbstractItemView::SingleSelection);
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    table->setShowGrid(false);
    table->setTabKeyNavigation(false);
    table->setFrameShape(QFrame::NoFrame);
    QObject::connect(&Pictures::instance(), &Pictures::ready, table->viewport(), qOverload<>(&QWidget::update));
}

/// The letter of a compared run, on its colour.
inline void styleLetter(QLabel *letter, int slot, int side)
{
    const auto style = QStringLiteral("QLabel { background: %1; color: %2; border-radius: 4px; font-weight: 600; }");
    letter->setFixedSize(side, side);
    letter->setStyleSheet(style.arg(runColour(slot).name(), tokens().surface.name()));
}

/// Around a row that the keyboard is at. @param left  of what stands at the row's edge
inline void drawFocusRing(QPainter *painter, const QStyleOptionViewItem &option, int left = 0)
{
    if (!(option.state & QStyle::State_HasFocus) || !option.widget || !option.widget->hasFocus())
        return;
    painter->setPen(QPen(tokens().accent, 1.4));
    painter->setBrush(Qt::NoBrush);
    painter->drawRoundedRect(QRectF(option.rect).adjusted(left + 1, 1, -1, -1), 3, 3);
}

/// What takes the rows out of the window: the current one, all of them, all of them into a file.
/// @param model  has asTsv() and sheet() @param name  English, proposed for files
template <class Model>
void connectCopying(QTableView *table, const Model *model, QAction *copy, QAction *copyAll, QAction *saveAll,
                    const QString &name)
{
    QObject::connect(copy, &QAction::triggered, table, [table, model] {
        if (table->currentIndex().isValid())
            QGuiApplication::clipboard()->setText(model->asTsv(table->currentIndex().row()));
    });
    QObject::connect(copyAll, &QAction::triggered, table,
                     [model] { QGuiApplication::clipboard()->setText(model->asTsv()); });
    QObject::connect(saveAll, &QAction::triggered, table, [table, model, name] {
        if (auto *output = SheetOutput::of(table))
            output->save(model->sheet(), name);
    });
}

} // namespace aisle
