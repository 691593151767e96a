#pragma once
#include "core/common/error.h"
#include "widgets/charts/chartplot.h"
#include "widgets/common/retranslated.h"

#include <QFrame>
#include <memory>

namespace aisle {

/// A chart as pages use it: title, small bar (Pan, Zoom, Select), "..." menu, picture or table, or the reason why it is
/// empty. Which picture is drawn follows from ChartData::kind.
///
///     auto *card = new ChartCard(this);
///     card->setData(data);                       // again and again while a training runs
///     connect(card, &ChartCard::rowsSelected, ...);   // after setSelectable(true)
class ChartCard : public Retranslated<QFrame>
{
    Q_OBJECT
public:
    explicit ChartCard(QWidget *parent = nullptr);
    ~ChartCard() override;

    void setData(ChartData data);
    const ChartData &data() const;
    /// Rows (bars, points, cells) can be selected; histograms then start in that mode.
    void setSelectable(bool on);
    void setSelectedRows(int first, int last); ///< -1, -1: none
    /// A sentence under the title in the secondary colour ("412 of 4,070 products"); empty: none.
    void setNote(const QString &note);
    void setShownAsTable(bool on);
    bool isShownAsTable() const;

    QPixmap picture(qreal devicePixelRatio = 2) const; ///< with its title, as it is shown
    QByteArray svg() const;

Q_SIGNALS:
    void rowsSelected(int first, int last); ///< by the analyst; -1, -1: none any more
    /// The same in x: bounds of the bins, first and last x; for charts over numbers or times.
    void rangeSelected(double from, double to);
    void cellSelected(int row, int series); ///< of a heat map
    void saved(const QString &path);
    void failed(const aisle::Error &error); ///< a file could not be written

protected:
    void changeEvent(QEvent *event) override;
    void enterEvent(QEnterEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void createWidgets();
    void createMenu();
    void createTable();
    void createModes();
    void layOut();
    void retranslate() override;
    void restyle();
    void makePlot();
    void showLegend();
    void showUnit();
    void chooseMode(ChartMode mode);
    void onRowsSelected(int first, int last);
    void onTableSelection();
    void save(const QString &suffix);
    void write(const QString &path);
    void copyPicture();

    struct Widgets;
    std::unique_ptr<Widgets> m_ui;
};

} // namespace aisle
