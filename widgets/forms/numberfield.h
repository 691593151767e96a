#pragma once
#include "core/params/paramspec.h"

#include <QAbstractSpinBox>
#include <QString>
#include <vector>

class QSlider;

namespace aisle {

/// A number as it is written best: as short as it can be without losing a digit ("0.0003", "1e-07", "100,000").
QString shortestNumber(double value);

/// A field for a number on the scale that fits it. It keeps the value itself, not a rounded text of it, so that what is
/// not touched stays exactly as it was. The arrows step evenly, 1-2-5 (log) or by doubling (power of two). Text may be
/// "0.001", "1e-3" or grouped as the language does, and where several are taken, "50, 100, 200".
class NumberField : public QAbstractSpinBox
{
    Q_OBJECT
public:
    explicit NumberField(QWidget *parent = nullptr);

    /// @param integer  only whole numbers are taken
    void setRange(double min, double max, ParamScale scale, bool integer);
    void setValue(double value);             ///< clamped to the range
    double value() const { return m_value; } ///< the first of several
    void setTakesSeveral(bool takes) { m_takesSeveral = takes; }
    std::vector<double> values() const; ///< as they were typed; one unless several were
    bool hasSeveral() const { return !m_several.empty(); }
    double minimum() const { return m_min; }
    double maximum() const { return m_max; }
    /// Where the value stands between the ends of the range on the field's scale, 0..1, and back.
    double position() const;
    double valueAt(double position) const;

    void stepBy(int steps) override;
    QValidator::State validate(QString &text, int &position) const override;
    void fixup(QString &text) const override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void valueChanged(double value);

protected:
    StepEnabled stepEnabled() const override;
    void changeEvent(QEvent *event) override;

private:
    void onTextEdited();
    void onFinished();
    void showValue();
    double parsed(const QString &text, bool *ok) const;
    std::vector<double> parsedSeveral(const QString &text) const; ///< empty: it is no list of allowed numbers
    void take(double value, std::vector<double> several);
    double stepped(double value, int direction) const;
    double firstPositive() const; ///< where a log scale begins, after the 0 that it may include

    double m_min = 0;
    double m_max = 100;
    double m_value = 0;
    ParamScale m_scale = ParamScale::Linear;
    bool m_integer = true;
    bool m_takesSeveral = false;
    std::vector<double> m_several; ///< two or more, m_value first; else empty
};

/// A number field with a slider beside it that spans the whole range on the field's scale; several numbers have its
/// room, too.
class NumberEditor : public QWidget
{
    Q_OBJECT
public:
    explicit NumberEditor(QWidget *parent = nullptr);
    NumberField *field() const { return m_field; }
    QSlider *slider() const { return m_slider; }
    void setRange(double min, double max, ParamScale scale, bool integer);

private:
    NumberField *m_field;
    QSlider *m_slider;
};

} // namespace aisle
