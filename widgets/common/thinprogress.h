#pragma once
#include <QWidget>

namespace aisle {

/// A thin bar: a fraction of a whole, accent on hairline.
class ThinProgress : public QWidget
{
public:
    explicit ThinProgress(QWidget *parent = nullptr);
    void setFraction(double fraction); ///< 0..1
    double fraction() const { return m_fraction; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    double m_fraction = 0;
};

} // namespace aisle
