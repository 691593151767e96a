#pragma once
#include "core/charts/chartdata.h"

#include <QAbstractTableModel>

namespace aisle {

/// A chart's figures as a table: what keyboard and screen reader use instead of the picture.
class ChartTableModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    using QAbstractTableModel::QAbstractTableModel;

    void setChart(ChartData data);
    const ChartData &chart() const { return m_data; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    ChartData m_data;
};

} // namespace aisle
